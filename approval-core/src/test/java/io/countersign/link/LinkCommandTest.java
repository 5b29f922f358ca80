package io.countersign.link;

import static io.countersign.link.SomeLinks.FIRST;
import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.SECOND;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.aNewLink;
import static io.countersign.link.SomeLinks.aRevokedLink;
import static io.countersign.link.SomeLinks.done;
import static io.countersign.link.SomeLinks.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.Member;
import io.countersign.identity.PostId;
import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkCommandTest {
    private static final Member ADA = new Member(new ApproverId("ada"), null, Set.of());
    private static final Instant END = NOON.plus(Duration.ofDays(30));

    @Test
    void S_8_a_new_link_is_active_for_its_validity_and_expired_at_the_very_instant_of_its_end() {
        LinkOutcome.Done made = aNewLink(Link.STANDARD_VALIDITY, null).create(NOON);
        Link link = made.after();

        assertThat(link.expiresAt()).isEqualTo(END);
        assertThat(link.generation()).isEqualTo(1);
        assertThat(link.head()).isEqualTo(Head.START);
        assertThat(link.status(NOON)).isEqualTo(LinkStatus.ACTIVE);
        assertThat(link.status(END.minusNanos(1000))).isEqualTo(LinkStatus.ACTIVE);
        assertThat(link.status(END)).isEqualTo(LinkStatus.EXPIRED);
        assertThat(made.changes())
                .containsExactly(
                        new Change(new LinkEvent.Created(link.approver(), END, null, true), status(null, "ACTIVE")));
    }

    @Test
    void S_8_a_link_holds_for_an_hour_to_90_days() {
        for (Duration fine : List.of(Duration.ofHours(1), Duration.ofDays(90)))
            assertThat(aNewLink(fine, null).create(NOON).after().expiresAt()).isEqualTo(NOON.plus(fine));
        for (Duration wrong : List.of(
                Duration.ZERO,
                Duration.ofDays(-30),
                Duration.ofMinutes(59),
                Duration.ofDays(90).plusNanos(1000)))
            assertThatThrownBy(() -> aNewLink(wrong, null))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("validFor");
    }

    @Test
    void a_link_can_be_narrowed_to_posts_which_the_record_names_in_order() {
        Set<PostId> posts = Set.of(new PostId("b"), new PostId("c"), new PostId("a"));
        LinkOutcome.Done made = aNewLink(Link.STANDARD_VALIDITY, posts).create(NOON);

        assertThat(made.changes().get(0).event())
                .isEqualTo(new LinkEvent.Created(
                        made.after().approver(),
                        END,
                        List.of(new PostId("a"), new PostId("b"), new PostId("c")),
                        true));
        Actor.Guest guest = made.after().guest(ADA);
        assertThat(guest.covers(new PostId("a"))).isTrue();
        assertThat(guest.covers(new PostId("d"))).isFalse();
        assertThat(aLink().guest(ADA).covers(new PostId("d"))).isTrue();
        assertThatThrownBy(() -> aNewLink(Link.STANDARD_VALIDITY, Set.of())).hasMessageContaining("posts");
    }

    @Test
    void S_13_there_is_no_link_without_a_hashed_password() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(FIRST.mac(), "", true));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(FIRST.mac(), "plain text", true));
    }

    @Test
    void S_11_revoking_is_final_and_again_records_nothing() {
        LinkOutcome.Done first = done(new LinkCommand.Revoke().applyTo(aLink(), NOON));
        LinkOutcome.Done second = done(new LinkCommand.Revoke().applyTo(first.after(), NOON.plusSeconds(5)));

        assertThat(first.after().revokedAt()).isEqualTo(NOON);
        assertThat(first.after().status(END)).isEqualTo(LinkStatus.REVOKED);
        assertThat(first.changes()).containsExactly(new Change(new LinkEvent.Revoked(), status("ACTIVE", "REVOKED")));
        assertThat(second.after()).isEqualTo(first.after());
        assertThat(second.changes()).isEmpty();
        assertThat(done(new LinkCommand.Revoke().applyTo(aLink(), END))
                        .changes()
                        .get(0)
                        .subject())
                .isEqualTo(status("EXPIRED", "REVOKED"));
    }

    @Test
    void S_9_a_revoked_link_is_neither_extended_nor_regenerated_nor_opened() {
        for (LinkCommand command : List.of(
                LinkCommand.Extend.by(Duration.ofDays(1)),
                LinkCommand.Extend.until(END.plusSeconds(1)),
                new LinkCommand.Regenerate(SECOND),
                new LinkCommand.Opened(1))) {
            LinkOutcome.Refused refused = refused(command.applyTo(aRevokedLink(), NOON));
            assertThat(refused.problem()).isInstanceOf(LinkRevokedException.class);
            assertThat(refused.change())
                    .isEqualTo(new Change(
                            new LinkEvent.Refused(
                                    command.name(),
                                    "link-revoked",
                                    refused.problem().reason()),
                            Subject.refused("link-revoked")));
        }
    }

    @Test
    void S_10_regenerating_raises_the_generation_replaces_secret_and_password_and_starts_the_validity_again() {
        Link asked =
                done(new LinkCommand.RequestRenewal().applyTo(aLink(), END)).after();
        Link guessed = asked.with(new Usage(100, END, 7, 8, 3, NOON));
        Instant now = END.plus(Duration.ofDays(1));

        LinkOutcome.Done regenerated = done(new LinkCommand.Regenerate(SECOND).applyTo(guessed, now));
        Link link = regenerated.after();

        assertThat(link.id()).isEqualTo(aLink().id());
        assertThat(link.generation()).isEqualTo(2);
        assertThat(link.credentials()).isEqualTo(SECOND);
        assertThat(link.expiresAt()).isEqualTo(now.plus(Duration.ofDays(30)));
        assertThat(link.renewalRequestedAt()).isNull();
        assertThat(link.usage()).isEqualTo(new Usage(0, null, 0, 0, 3, NOON));
        assertThat(regenerated.changes())
                .containsExactly(
                        new Change(new LinkEvent.Regenerated(2, link.expiresAt()), status("EXPIRED", "ACTIVE")));
    }

    @Test
    void S_10_regenerating_uses_the_links_own_validity_whatever_it_was_extended_to() {
        Link brief = aNewLink(Duration.ofHours(2), null).create(NOON).after();
        Link extended = done(LinkCommand.Extend.by(Duration.ofDays(50)).applyTo(brief, NOON))
                .after();

        assertThat(done(new LinkCommand.Regenerate(SECOND).applyTo(extended, NOON))
                        .after()
                        .expiresAt())
                .isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void unlocking_counts_a_use_and_clears_the_failures() {
        Link guessed = aLink().with(new Usage(4, null, 2, 1, 3, null));
        LinkOutcome.Done opened = done(new LinkCommand.Opened(1).applyTo(guessed, NOON));

        assertThat(opened.after()).isEqualTo(guessed.with(new Usage(0, null, 0, 0, 4, NOON)));
        assertThat(opened.changes()).containsExactly(new Change(new LinkEvent.Unlocked(1), Subject.NONE));
    }

    @Test
    void S_43_what_was_regenerated_revoked_or_expired_while_the_password_was_hashed_is_not_opened() {
        Link regenerated =
                done(new LinkCommand.Regenerate(SECOND).applyTo(aLink(), NOON)).after();

        assertThat(refused(new LinkCommand.Opened(1).applyTo(regenerated, NOON)).problem())
                .isInstanceOf(LinkUnknownException.class);
        assertThat(refused(new LinkCommand.Opened(1).applyTo(aRevokedLink(), NOON))
                        .problem())
                .isInstanceOf(LinkRevokedException.class);
        assertThat(refused(new LinkCommand.Opened(1).applyTo(aLink(), END)).problem())
                .isInstanceOf(LinkExpiredException.class);
    }

    @Test
    void S_33_every_wrong_password_is_recorded_with_its_number_and_the_creator_hears_of_the_10th_and_100th() {
        LinkOutcome.Done wrong = done(new LinkCommand.WrongPassword(7).applyTo(aLink(), NOON));

        assertThat(wrong.after()).isEqualTo(aLink());
        assertThat(wrong.changes())
                .containsExactly(new Change(new LinkEvent.WrongPassword(7), Subject.refused("wrong-password")));
        assertThat(IntStream.rangeClosed(1, 100).filter(number -> new LinkEvent.WrongPassword(number).tellsCreator()))
                .containsExactly(10, 100);
    }

    @Test
    void S_100_wrong_secrets_and_throttled_attempts_are_recorded_at_the_1st_10th_and_100th() {
        assertThat(IntStream.rangeClosed(1, 1000)
                        .filter(attempts -> !done(new LinkCommand.WrongSecret(attempts).applyTo(aLink(), NOON))
                                .changes()
                                .isEmpty()))
                .containsExactly(1, 10, 100);
        assertThat(IntStream.rangeClosed(1, 1000)
                        .filter(attempts -> !done(new LinkCommand.Throttled(attempts).applyTo(aLink(), NOON))
                                .changes()
                                .isEmpty()))
                .containsExactly(1, 10, 100);
        assertThat(done(new LinkCommand.WrongSecret(10).applyTo(aLink(), NOON)).changes())
                .containsExactly(new Change(new LinkEvent.WrongSecret(10), Subject.refused("link-unknown")));
        assertThat(done(new LinkCommand.Throttled(1).applyTo(aLink(), NOON)).changes())
                .containsExactly(new Change(new LinkEvent.Throttled(1), Subject.refused("too-many-attempts")));
    }

    @Test
    void a_view_is_about_the_post_and_needs_the_link_that_the_session_opened() {
        Digest digest = Digest.of("content");
        LinkCommand view = new LinkCommand.Viewed(1, "0123456789abcdef", new PostId("p1"), 3, digest);

        assertThat(done(view.applyTo(aLink(), NOON)).changes())
                .containsExactly(new Change(
                        new LinkEvent.Viewed("0123456789abcdef"), Subject.about(new PostId("p1"), 3, digest)));
        Link regenerated =
                done(new LinkCommand.Regenerate(SECOND).applyTo(aLink(), NOON)).after();
        for (LinkOutcome outcome : List.of(
                view.applyTo(regenerated, NOON), view.applyTo(aRevokedLink(), NOON), view.applyTo(aLink(), END))) {
            assertThat(refused(outcome).problem()).isInstanceOf(SessionExpiredException.class);
            assertThat(refused(outcome).change().subject())
                    .isEqualTo(new Subject(new PostId("p1"), 3, digest, null, null, null, null, "session-expired"));
        }
    }

    @Test
    void signing_out_is_recorded_whatever_became_of_the_link() {
        for (Link link : List.of(aLink(), aRevokedLink()))
            assertThat(done(new LinkCommand.Lock("0123456789abcdef").applyTo(link, END))
                            .changes())
                    .containsExactly(new Change(new LinkEvent.Locked("0123456789abcdef"), Subject.NONE));
    }

    @Test
    void S_48_only_an_active_link_passes_the_check() {
        aLink().checkActive(NOON);
        assertThatThrownBy(() -> aLink().checkActive(END))
                .isInstanceOf(LinkExpiredException.class)
                .hasMessageContaining("request a new one");
        assertThatThrownBy(() -> aRevokedLink().checkActive(END))
                .isInstanceOf(LinkRevokedException.class)
                .hasMessageContaining("new link");
    }

    @Test
    void S_6_a_link_prints_neither_what_is_stored_of_its_secret_nor_of_its_password() {
        assertThat(aLink().toString())
                .contains(aLink().id().value())
                .doesNotContain(FIRST.mac().hex(), FIRST.password(), "$argon2id", "PasswordHash");
        assertThat(aNewLink(Link.STANDARD_VALIDITY, null).toString())
                .doesNotContain(FIRST.mac().hex(), "PasswordHash");
        assertThat(new LinkCommand.Regenerate(SECOND).toString())
                .doesNotContain(SECOND.mac().hex(), "PasswordHash");
    }

    private static Subject status(String from, String to) {
        return new Subject(null, null, null, null, null, from, to, null);
    }
}
