package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.OMAR;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static io.countersign.identity.Actor.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approver.Approver;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Media;
import io.countersign.content.Version;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import io.countersign.post.CommentCommand;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostStatus;
import io.countersign.publish.Capability;
import io.countersign.publish.Receipt;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.review.Vote;
import io.countersign.routing.Quorum;
import io.countersign.store.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Posts are read as they were saved. */
interface PostContract extends StoreUnderTest {
    /** Seen as one character each, and two to eleven in Java. */
    String DIFFICULT = "👩‍👩‍👧‍👦 שלום 🇩🇪 مرحبا \u202Ex\u202C 𝒳 ñ n\u0303 '\"\\%_ \t\n ﷽ 🏳️‍🌈 \u2028";

    @Test
    default void every_field_of_a_draft_is_read_as_it_was_saved() {
        World acme = in("acme");
        Post draft = acme.has(aPost().by(ADA)
                .on("MY_CHANNEL", "größe \uD83D\uDE80")
                .saying(DIFFICULT)
                .linkingTo("https://example.com/a?b=c&d=%20#e")
                .showing("https://example.com/1.png", Media.Type.IMAGE, DIFFICULT, Digest.of("one"))
                .showing("https://example.com/2.mp4", Media.Type.VIDEO, null, null)
                .goingOutAt(acme.now().plus(Duration.ofDays(40)))
                .in(ZoneId.of("America/Argentina/Buenos_Aires"))
                .filedUnder("price")
                .tagged("spring", DIFFICULT, "Ä")
                .bundledAs("launch-" + DIFFICULT)
                .noting("For Lena: " + DIFFICULT)
                .releasedByHand()
                .forAdvocacy()
                .askingFor("user:lena", "approver:nora", "group:legal team"));
        assertThat(acme.read(draft)).isEqualTo(draft);
        assertThat(acme.read(draft).version().content().digest())
                .isEqualTo(draft.version().digest());
    }

    @Test
    default void what_is_null_stays_null_and_what_is_empty_stays_empty() {
        World acme = in("acme");
        Post nothing = acme.has(aPost().saying(null)
                .showing("https://example.com/1.gif", Media.Type.GIF, null, null)
                .filedUnder(null)
                .noting(null)
                .bundledAs(null));
        Post empty = acme.has(aPost().saying("")
                .showing("https://example.com/1.gif", Media.Type.GIF, "", null)
                .filedUnder("")
                .noting("")
                .bundledAs(""));
        assertThat(acme.read(nothing)).isEqualTo(nothing);
        assertThat(acme.read(empty)).isEqualTo(empty);
    }

    @Test
    default void S_82_the_longest_texts_of_four_byte_characters_are_kept() {
        World acme = in("acme");
        Post longest = acme.has(aPost().on("X", "\uD83D\uDE80".repeat(200))
                .saying("\uD83D\uDE80".repeat(65_536))
                .linkingTo("https://example.com/" + "x".repeat(2_028))
                .filedUnder("\uD83D\uDE80".repeat(200))
                .tagged("\uD83D\uDE80".repeat(200))
                .bundledAs("\uD83D\uDE80".repeat(200))
                .noting("\uD83D\uDE80".repeat(4_000)));
        assertThat(acme.read(longest)).isEqualTo(longest);
    }

    @Test
    default void S_79_times_are_kept_to_the_microsecond_on_both_sides_of_a_change_of_clocks() {
        World acme = in("acme");
        for (String time : List.of(
                "2026-10-25T00:59:59.999999Z",
                "2026-10-25T01:00:00.000001Z",
                "2027-03-28T01:30:00Z",
                "9999-12-31T23:59:59Z")) {
            Post post = acme.has(aPost().goingOutAt(Instant.parse(time)).in(ZoneId.of("Europe/Berlin")));
            assertThat(acme.read(post)).isEqualTo(post);
        }
        Post offset = acme.has(aPost().in(ZoneOffset.ofHoursMinutes(5, 45)));
        assertThat(acme.read(offset)).isEqualTo(offset);
    }

    @Test
    default void S_79_the_stores_time_is_the_given_one_cut_to_microseconds() {
        assertThat(store().now()).isEqualTo(HandClock.MONDAY.truncatedTo(ChronoUnit.MICROS));
        clock().pass(Duration.ofDays(1));
        World acme = in("acme");
        Post draft = acme.draft();
        Instant now = HandClock.MONDAY.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);
        assertThat(draft.createdAt()).isEqualTo(now);
        assertThat(store().posts(acme.id(), List.of(draft.id()))).isEqualTo(new Found<>(List.of(draft), now));
    }

    @Test
    default void a_review_is_read_as_it_was_saved_at_every_step() {
        World acme = in("acme").knowing("legal", "lena", "lars").knowing("press", "pia", "paul", "petra");
        Approver nora = acme.has(anApprover("Nora").in("press"));
        Link link = acme.has(aLinkTo(nora));
        Post post = acme.submitted(
                acme.draft(),
                aStage("legal")
                        .of("group:legal", "user:omar")
                        .clearedBy(Quorum.ALL)
                        .within(Duration.ofHours(8)),
                aStage("press")
                        .after(0)
                        .of("group:press")
                        .clearedBy(new Quorum.Share(50))
                        .byAccountsOnly(),
                aStage("late").after(1).of("user:rita", "user:lena").clearedBy(new Quorum.AtLeast(2)));
        assertThat(acme.read(post)).isEqualTo(post);
        clock().pass(Duration.ofHours(9));
        post = acme.did(SYSTEM, post, new PostCommand.Pass(null));
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.approved(LENA, post);
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.refused(OMAR, post, Verdict.REQUEST_CHANGES, "No prices. " + DIFFICULT);
        assertThat(post.status()).isEqualTo(PostStatus.CHANGES_REQUESTED);
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.submitted(post, aStage("press").of("group:press"));
        post = acme.approved(People.holding(link, nora), post);
        assertThat(post.round().orElseThrow().stage(0).votes())
                .extracting(Vote::link)
                .containsExactly(link.id());
        assertThat(acme.read(post)).isEqualTo(post);
    }

    @Test
    default void a_publication_is_read_as_it_was_saved_at_every_step() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.has(aPost().goingOutAt(acme.now().plus(Duration.ofHours(1)))),
                aStage("legal").of("user:lena"));
        post = acme.approved(LENA, post);
        assertThat(post.status()).isEqualTo(PostStatus.SCHEDULED);
        Erasable reason = Deeds.text("Wait for the press release.");
        post = acme.did(LENA, post, new PostCommand.Holding(reason), reason);
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.did(RITA, post, new PostCommand.Unhold());
        clock().pass(Duration.ofHours(1));
        PostCommand claim = new PostCommand.Pass(Capability.NONE);
        post = acme.did(SYSTEM, post, claim);
        assertThat(post.leaseUntil()).isNotNull();
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.did(SYSTEM, post, new PostCommand.Fail(post.fence(), "503: " + DIFFICULT));
        assertThat(acme.read(post)).isEqualTo(post);
        clock().pass(Duration.ofMinutes(5));
        post = acme.did(SYSTEM, post, claim);
        post = acme.did(
                SYSTEM,
                post,
                new PostCommand.Receive(post.fence(), new Receipt("https://example.com/" + "é".repeat(2_028))));
        assertThat(post.status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(acme.read(post)).isEqualTo(post);
    }

    @Test
    default void a_post_that_missed_its_time_and_was_withdrawn_is_read_as_it_was_saved() {
        World acme = in("acme");
        Post post = acme.has(aPost().goingOutAt(acme.now().plus(Duration.ofHours(1))));
        clock().pass(Duration.ofHours(1));
        post = acme.did(SYSTEM, post, new PostCommand.Pass(null));
        assertThat(post.state().missedSchedule()).isTrue();
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.did(ADA, post, new PostCommand.Withdraw());
        assertThat(acme.read(post)).isEqualTo(post);
    }

    @Test
    default void all_versions_are_kept_the_first_first() {
        World acme = in("acme");
        Post first = acme.draft();
        Post second = acme.edited(first, aPost().saying("Second"));
        Post moved = acme.did(ADA, second, new PostCommand.Reschedule(acme.now().plusSeconds(60), ZoneOffset.UTC));
        Post third = acme.edited(moved, aPost().saying("Third").noting(DIFFICULT));
        List<Version> versions = List.of(first.version(), second.version(), third.version());
        assertThat(store().versions(acme.id(), first.id())).isEqualTo(versions);
        assertThat(acme.read(first)).isEqualTo(third);
        assertThat(store().versions(acme.id(), new PostId("unknown"))).isEmpty();
        assertThat(store().versions(in("other").id(), first.id())).isEmpty();
    }

    @Test
    default void the_plan_of_the_last_round_is_the_one_that_is_read() {
        World acme = in("acme");
        Post post = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        post = acme.refused(LENA, post, Verdict.REQUEST_CHANGES, "Too long");
        post = acme.submitted(
                post, aStage("brand").of("user:omar"), aStage("legal").of("user:lena"));
        assertThat(acme.read(post)).isEqualTo(post);
        post = acme.edited(post, aPost().saying("Shorter"));
        post = acme.submitted(post, aStage("late").of("user:rita"));
        assertThat(acme.read(post).round().orElseThrow().plan().round()).isEqualTo(3);
        assertThat(acme.read(post)).isEqualTo(post);
    }

    @Test
    default void of_posts_asked_for_those_of_the_workspace_are_found_once_each() {
        World acme = in("acme");
        Post one = acme.draft();
        Post two = acme.draft();
        Post other = in("other").draft();
        PostId unknown = new PostId("unknown");
        assertThat(store().posts(acme.id(), List.of(two.id(), unknown, one.id(), other.id(), two.id()))
                        .items())
                .containsExactlyInAnyOrder(one, two);
        assertThat(store().posts(acme.id(), List.of()).items()).isEmpty();
    }

    @Test
    default void one_id_may_name_a_post_in_each_of_two_workspaces() {
        World acme = in("acme");
        World other = in("other");
        Post ours = acme.has(aPost().named("same").saying("Ours"));
        Post theirs = other.has(aPost().named("same").saying("Theirs"));
        assertThat(acme.read(ours)).isEqualTo(ours);
        assertThat(other.read(theirs)).isEqualTo(theirs);
        assertThat(store().versions(acme.id(), ours.id())).containsExactly(ours.version());
    }

    @Test
    default void texts_are_found_by_what_commits_to_them() {
        World acme = in("acme");
        Erasable submission = Deeds.text("Please look. " + DIFFICULT);
        Erasable longest = Deeds.text("\uD83D\uDE80".repeat(4_000));
        Post post = acme.draft();
        post = acme.did(
                ADA,
                post,
                Deeds.submission(acme.id(), submission, aStage("legal").of("user:lena")),
                submission);
        post = acme.did(LENA, post, Deeds.decision(post, Verdict.REJECT, longest), longest);
        Post second =
                acme.refused(LENA, acme.submitted(acme.draft(), aStage("legal").of("user:lena")), Verdict.REJECT, "No");
        assertThat(store().texts(acme.id(), List.of(post.id())))
                .isEqualTo(Map.of(submission.commitment(), submission.text(), longest.commitment(), longest.text()));
        assertThat(store().texts(acme.id(), List.of(post.id(), second.id(), new PostId("unknown"))))
                .hasSize(3);
        assertThat(store().texts(acme.id(), List.of())).isEmpty();
        assertThat(store().texts(in("other").id(), List.of(post.id()))).isEmpty();
    }

    @Test
    default void single_texts_of_a_post_are_found_and_no_others() {
        World acme = in("acme");
        Erasable one = Deeds.text("one");
        Erasable two = Deeds.text("two");
        Erasable elsewhere = Deeds.text("elsewhere");
        Post post = commented(acme, commented(acme, acme.draft(), one), two);
        Post other = commented(acme, acme.draft(), elsewhere);
        assertThat(store().texts(acme.id(), post.id(), List.of(two.commitment(), elsewhere.commitment())))
                .isEqualTo(Map.of(two.commitment(), "two"));
        assertThat(store().texts(acme.id(), post.id(), List.of(one.commitment(), two.commitment())))
                .hasSize(2);
        assertThat(store().texts(acme.id(), post.id(), List.of())).isEmpty();
        assertThat(store().texts(in("other").id(), other.id(), List.of(elsewhere.commitment())))
                .isEmpty();
    }

    @Test
    default void texts_are_found_with_the_salts_that_prove_them() {
        World acme = in("acme");
        Erasable one = Deeds.text("one");
        Erasable difficult = Deeds.text(DIFFICULT);
        Post post = commented(acme, commented(acme, acme.draft(), one), difficult);
        Post other = commented(acme, acme.draft(), Deeds.text("elsewhere"));
        assertThat(store().erasables(acme.id(), post.id())).containsExactlyInAnyOrder(one, difficult);
        assertThat(store().erasables(acme.id(), other.id())).hasSize(1).allMatch(Erasable::holds);
        assertThat(store().erasables(acme.id(), new PostId("unknown"))).isEmpty();
        assertThat(store().erasables(in("other").id(), post.id())).isEmpty();
    }

    private static Post commented(World world, Post post, Erasable text) {
        return world.did(
                People.LENA,
                post,
                new CommentCommand(Deeds.freshId(world.now()), post.version(), text, Visibility.EVERYONE, null),
                text);
    }
}
