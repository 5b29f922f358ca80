package io.countersign.spring.mail;

import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.post.PostStatus;
import io.countersign.spring.page.ChannelView;
import io.countersign.spring.text.Clean;
import io.countersign.spring.text.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a user of the host reads: their news, those of one kind together, the most pressing first. */
final class UserLetter {
    /** Nobody reads more of a kind; what there is, is counted. */
    private static final int MOST_OF_A_KIND = 50;

    private final Words texts;
    private final Letter.ToUser letter;
    private final @Nullable String postUrl;

    UserLetter(Words texts, Letter.ToUser letter, @Nullable String postUrl) {
        this.texts = texts;
        this.letter = letter;
        this.postUrl = postUrl;
    }

    LetterView view() {
        Map<Notice.Kind, List<News>> kinds = new EnumMap<>(Notice.Kind.class);
        letter.news()
                .forEach(news -> kinds.computeIfAbsent(news.kind(), first -> new ArrayList<>())
                        .add(news));
        List<LetterView.Section> sections = new ArrayList<>();
        kinds.forEach((kind, news) -> sections.add(section(kind, news)));
        return new LetterView(
                texts.lang(),
                texts.get("dir"),
                title(),
                texts.get("greeting", Clean.line(letter.to().name())),
                List.of(),
                sections,
                null,
                List.of(texts.get("close")));
    }

    private String title() {
        News first = letter.news().get(0);
        List<News> asked =
                letter.news().stream().filter(news -> news.kind().asks()).toList();
        if (!asked.isEmpty()) return texts.count("subject.asked", asked.size(), name(asked.get(0)));
        return texts.count("subject.news", letter.news().size(), kind(first.kind()), name(first));
    }

    private LetterView.Section section(Notice.Kind kind, List<News> news) {
        int more = news.size() - MOST_OF_A_KIND;
        return new LetterView.Section(
                news.size() == 1 ? kind(kind) : texts.get("count", kind(kind), news.size()),
                news.stream().limit(MOST_OF_A_KIND).map(this::entry).toList(),
                more > 0 ? texts.get("more", more) : null);
    }

    private String kind(Notice.Kind kind) {
        return texts.get("kind." + kind);
    }

    private LetterView.Entry entry(News news) {
        if (news instanceof News.OfPost post) return entry(post);
        List<String> facts = new ArrayList<>();
        if (news instanceof News.OfLink link && link.kind() == Notice.Kind.EXPIRING)
            addTime(facts, "fact.ends", link.expiresAt());
        return new LetterView.Entry(name(news), null, texts.get("text." + news.kind()), null, facts);
    }

    private LetterView.Entry entry(News.OfPost post) {
        List<String> facts = new ArrayList<>();
        if (post.stage() != null) facts.add(texts.get("fact.stage", post.stage()));
        if (post.kind().asks()) addTime(facts, "fact.due", post.dueAt());
        else if (post.status() != PostStatus.APPROVED || post.kind() != Notice.Kind.APPROVED)
            facts.add(texts.get("fact.status", texts.get("status." + post.status())));
        addTime(facts, "fact.scheduled", post.schedule().at());
        String said = post.said();
        String who = post.who();
        return new LetterView.Entry(
                name(post),
                url(post),
                post.caption(),
                said == null ? null : new LetterView.Quote(who == null ? texts.get("why") : who, said),
                facts);
    }

    private void addTime(List<String> facts, String key, @Nullable Instant at) {
        ZoneId zone = letter.to().zone();
        if (at != null) facts.add(texts.get(key, texts.time(at, zone), zone.getId()));
    }

    private String name(News news) {
        if (news instanceof News.OfPost post)
            return Clean.line(ChannelView.of(post.target().channel().name()).name() + " · "
                    + post.target().account());
        String approver = ((News.OfLink) news).approver();
        return approver == null ? texts.get("erased") : Clean.line(approver);
    }

    private @Nullable String url(News.OfPost post) {
        return postUrl == null
                ? null
                : postUrl.replace("{workspace}", encoded(letter.workspace().value()))
                        .replace("{post}", encoded(post.post().value()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
