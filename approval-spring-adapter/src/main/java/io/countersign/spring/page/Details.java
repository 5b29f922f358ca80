package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stages of a post's last round with what was decided in them, as far as a reviewer with a link may know. */
final class Details {
    private final Approvals approvals;
    private final PageTexts texts;
    private final boolean showReviewers;

    Details(Approvals approvals, PageTexts texts, boolean showReviewers) {
        this.approvals = approvals;
        this.texts = texts;
        this.showReviewers = showReviewers;
    }

    List<StageView> stages(Visit visit, Post post) {
        Round round = post.round().orElse(null);
        if (round == null) return List.of();
        List<Vote> votes =
                round.progress().stages().stream().flatMap(stage -> stage.votes().stream()).toList();
        Map<Actor.Name, String> names = showReviewers ? names(visit, votes) : Map.of();
        boolean noted = votes.stream().anyMatch(vote -> note(visit, vote) != null);
        Map<Digest, String> notes =
                noted ? approvals.posts().texts(visit.call(), Set.of(post.id())) : Map.of();
        ZoneId zone = post.schedule().zone();
        return IntStream.range(0, round.progress().stages().size())
                .mapToObj(stage -> stage(visit, round, stage, zone, names, notes))
                .toList();
    }

    private StageView stage(
            Visit visit, Round round, int index, ZoneId zone, Map<Actor.Name, String> names, Map<Digest, String> notes) {
        StageProgress stage = round.stage(index);
        Instant due = stage.dueAt();
        List<DecisionView> decisions = stage.votes().stream()
                .sorted(Comparator.comparing(Vote::at))
                .map(vote -> {
                    Digest note = note(visit, vote);
                    boolean mine = isMine(visit, vote);
                    return new DecisionView(
                            mine,
                            mine ? null : names.get(vote.by()),
                            vote.verdict().name(),
                            round.plan().version(),
                            MomentView.of(vote.at(), zone, texts),
                            note == null ? null : notes.get(note));
                })
                .toList();
        return new StageView(
                round.rule(index).name(),
                stage.status().name(),
                due == null ? null : MomentView.of(due, zone, texts),
                decisions);
    }

    private static boolean isMine(Visit visit, Vote vote) {
        return vote.person().equals(visit.standing().person());
    }

    /** The host's own people write notes to each other, too. */
    private static @Nullable Digest note(Visit visit, Vote vote) {
        return vote.visibility() == Visibility.EVERYONE || isMine(visit, vote) ? vote.note() : null;
    }

    private Map<Actor.Name, String> names(Visit visit, List<Vote> votes) {
        Set<Actor.Name> people = votes.stream()
                .filter(vote -> !isMine(visit, vote))
                .map(Vote::by)
                .collect(Collectors.toSet());
        Set<ApproverId> approvers = people.stream()
                .filter(name -> name.kind() == Actor.Kind.APPROVER)
                .map(name -> new ApproverId(name.id()))
                .collect(Collectors.toSet());
        Map<ApproverId, String> registered = approvals.approvers().names(visit.call(), approvers);
        Map<Actor.Name, String> names = new HashMap<>();
        for (Actor.Name person : people) {
            String name = person.kind() == Actor.Kind.USER
                    ? user(visit.call().workspace(), person.id())
                    : registered.get(new ApproverId(person.id()));
            if (name != null) names.put(person, name);
        }
        return names;
    }

    private String user(WorkspaceId workspace, String id) {
        return approvals.directory().nameOf(workspace, id).orElse(id);
    }
}
