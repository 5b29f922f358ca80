package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.spring.web.PostFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages of an unlocked session. */
final class PostPages {
    private final Approvals approvals;
    private final Frames frames;
    private final PostLists lists;
    private final Cards cards;
    private final Details details;
    private final Changes changes;
    private final Talk talk;

    PostPages(
            Approvals approvals,
            Frames frames,
            PostLists lists,
            Cards cards,
            Details details,
            Changes changes,
            Talk talk) {
        this.approvals = approvals;
        this.frames = frames;
        this.lists = lists;
        this.cards = cards;
        this.details = details;
        this.changes = changes;
        this.talk = talk;
    }

    /** Part of one of the two lists. */
    ListView list(Visit visit, ListView.Tab tab, @Nullable String cursor, String select) {
        PostLists.Part part = lists.read(visit, tab, cursor);
        return list(visit, tab, part, cards(visit, part.posts()), select, null, List.of(), null);
    }

    /**
     * One post in full.
     *
     * @param comments cursor of earlier comments; null for the latest
     */
    PostView post(Visit visit, Post post, @Nullable String comments) {
        return post(visit, post, comments, Cards.Refused.NOTHING, null, null);
    }

    /** One post after something was said about it. */
    PostView after(Visit visit, Remark remark, Outcomes outcomes) {
        Post post = approvals.posts().get(visit.call(), remark.post());
        Outcomes.Item outcome = outcomes.items().get(0);
        if (outcome.done())
            return post(visit, post, null, Cards.Refused.NOTHING, null, new Notice(Notice.Tone.GOOD, outcome.text()));
        Notice problem = new Notice(Notice.Tone.BAD, outcome.text());
        if (remark instanceof Remark.Comment comment)
            return post(visit, post, null, Cards.Refused.NOTHING, comment.typed(), problem);
        CardView.Draft draft = new CardView.Draft(outcome.text(), CardView.HOLD, remark.typed(), null, null, List.of());
        return post(visit, post, null, new Cards.Refused(Map.of(post.id(), draft), Set.of()), null, null);
    }

    private PostView post(
            Visit visit,
            Post post,
            @Nullable String comments,
            Cards.Refused refused,
            @Nullable String typed,
            @Nullable Notice notice) {
        PostFacts facts = facts(visit, List.of(post));
        return new PostView(
                frames.open(
                        visit.language(), visit.session(), approvals.sessions().limits()),
                cards.of(visit, List.of(post), facts, refused).get(0),
                changes.since(visit, post.id()),
                details.stages(visit, post, facts),
                talk.about(visit, post, facts, comments, typed),
                notice);
    }

    /** What waits after a form, with what became of the form; a post that it could not decide stands in it as it was left. */
    ListView after(Visit visit, DecisionPaper paper, Outcomes outcomes) {
        PostLists.Part part = lists.read(visit, ListView.Tab.WAITING, null);
        Map<PostId, Post> known = new HashMap<>();
        part.posts().forEach(post -> known.put(post.id(), post));
        List<Post> elsewhere = elsewhere(visit, outcomes, known);
        elsewhere.forEach(post -> known.put(post.id(), post));
        Set<PostId> left = outcomes.left();
        List<Post> shown = Stream.concat(
                        elsewhere.stream().filter(post -> left.contains(post.id()) && mayAct(visit, post)),
                        part.posts().stream())
                .toList();
        PostFacts facts = facts(visit, known.values());
        boolean several = paper.several();
        Cards.Refused refused = several
                ? new Cards.Refused(Map.of(), outcomes.again())
                : new Cards.Refused(drafts(paper, outcomes), Set.of());
        return list(
                visit,
                ListView.Tab.WAITING,
                part,
                cards.of(visit, shown, facts, refused),
                "",
                notice(visit.texts(), outcomes, paper),
                results(visit.texts(), outcomes, known, facts),
                several && outcomes.count(false) > 0 ? paper.note() : null);
    }

    /** What waits, with the reason why a form was not even looked at. */
    ListView unusable(Visit visit, String problem, @Nullable String note) {
        PostLists.Part part = lists.read(visit, ListView.Tab.WAITING, null);
        Notice notice = new Notice(Notice.Tone.BAD, problem);
        return list(visit, ListView.Tab.WAITING, part, cards(visit, part.posts()), "", notice, List.of(), note);
    }

    private ListView list(
            Visit visit,
            ListView.Tab tab,
            PostLists.Part part,
            List<CardView> shown,
            String select,
            @Nullable Notice notice,
            List<ResultView> results,
            @Nullable String typedNote) {
        return new ListView(
                frames.open(
                        visit.language(), visit.session(), approvals.sessions().limits()),
                tab,
                part.waiting(),
                part.decided(),
                shown,
                part.next(),
                select,
                tab == ListView.Tab.WAITING ? new Groups(visit.texts()).of(shown) : List.of(),
                notice,
                results,
                typedNote);
    }

    private List<CardView> cards(Visit visit, List<Post> posts) {
        return cards.of(visit, posts, facts(visit, posts), Cards.Refused.NOTHING);
    }

    private PostFacts facts(Visit visit, Collection<Post> posts) {
        return PostFacts.of(approvals, visit.call(), posts, Map.of());
    }

    private static boolean mayAct(Visit visit, Post post) {
        Footing footing = Footing.of(post, visit.standing(), visit.session().guest());
        return footing.mayDecide() || footing.mayReschedule();
    }

    /** Posts of the form that are on another page of the list, or on none. */
    private List<Post> elsewhere(Visit visit, Outcomes outcomes, Map<PostId, Post> known) {
        Set<PostId> missing = new HashSet<>();
        for (Outcomes.Item item : outcomes.items()) if (!known.containsKey(item.post())) missing.add(item.post());
        return approvals.posts().find(visit.call(), missing);
    }

    private static Map<PostId, CardView.Draft> drafts(DecisionPaper paper, Outcomes outcomes) {
        Map<PostId, CardView.Draft> drafts = new HashMap<>();
        for (Outcomes.Item item : outcomes.items())
            if (!item.done()) drafts.put(item.post(), draft(paper, item.text()));
        return drafts;
    }

    private static CardView.Draft draft(DecisionPaper paper, String problem) {
        Verdict verdict = paper.verdict();
        return new CardView.Draft(
                problem,
                paper.wantsTime() || verdict == null ? null : verdict.name(),
                paper.note(),
                paper.suggestion(),
                !paper.wantsTime() ? null : Objects.requireNonNullElse(paper.typedTime(), ""),
                paper.timesTwice());
    }

    private static Notice notice(PageTexts texts, Outcomes outcomes, DecisionPaper paper) {
        int done = outcomes.count(true);
        int refused = outcomes.count(false);
        List<String> said = new ArrayList<>();
        if (done > 0 && paper.verdict() == null) said.add(texts.get("results.rescheduled"));
        else if (done > 0) said.add(texts.count("results.recorded", done));
        if (refused > 0) said.add(texts.count("results.refused", refused));
        Notice.Tone tone = refused == 0 ? Notice.Tone.GOOD : done == 0 ? Notice.Tone.BAD : Notice.Tone.WARNING;
        return new Notice(tone, String.join(" · ", said));
    }

    private static List<ResultView> results(
            PageTexts texts, Outcomes outcomes, Map<PostId, Post> known, PostFacts facts) {
        List<ResultView> results = new ArrayList<>();
        for (Outcomes.Item item : outcomes.items()) {
            Post post = known.get(item.post());
            results.add(new ResultView(
                    post == null ? null : post.id().value(),
                    post == null ? texts.get("results.unknown") : Cards.label(post, facts),
                    item.done(),
                    item.text()));
        }
        return results;
    }
}
