package io.countersign.spring.mail;

import io.countersign.content.Channel;
import io.countersign.content.Schedule;
import io.countersign.content.Target;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Person;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.notice.Addressee;
import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.post.PostStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Letters that nobody had to cause. */
final class SomeLetters {
    static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private SomeLetters() {}

    static Letter toLena(News... news) {
        return to("Lena Brandt", Locale.ENGLISH, news);
    }

    static Letter to(String name, Locale language, News... news) {
        Addressee lena = new Addressee(Person.user("lena"), name, "lena@acme.example", language, BERLIN);
        return new Letter.ToUser("abc123", ACME, lena, List.of(news));
    }

    static Letter toClient(Locale language, int waiting, int withdrawn, List<String> senders, @Nullable String page) {
        Addressee client = new Addressee(
                Person.approver(new ApproverId("dana")), "Dana Client", "dana@client.example", language, BERLIN);
        return new Letter.ToApprover("abc123", ACME, client, waiting, withdrawn, senders, page);
    }

    static News post(Notice.Kind kind, String caption) {
        return post(kind, "acme-corp", caption, PostStatus.IN_REVIEW, null, null);
    }

    static News post(
            Notice.Kind kind,
            String account,
            String caption,
            PostStatus status,
            @Nullable String who,
            @Nullable String said) {
        return new News.OfPost(
                kind,
                AT,
                new PostId("post/1"),
                new Target(new Channel("LINKEDIN"), account),
                caption,
                new Schedule(AT.plusSeconds(86_400), BERLIN),
                status,
                "legal",
                AT.plusSeconds(3_600),
                who,
                said);
    }

    static News link(Notice.Kind kind) {
        return new News.OfLink(kind, AT, new LinkId("link-1"), "Dana Client", AT.plusSeconds(604_800));
    }

    static boolean isOfLink(Notice.Kind kind) {
        return EnumSet.of(Notice.Kind.RENEWAL, Notice.Kind.EXPIRING, Notice.Kind.GUESSED)
                .contains(kind);
    }
}
