package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.SECOND;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Secret;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final SessionLimits LIMITS = SessionLimits.STANDARD;
    private static final SessionToken TOKEN = new SessionToken(Secret.of("S".repeat(43)));
    private final Session session = Session.open(TOKEN, aLink(), NOON, LIMITS);

    @Test
    void S_40_it_is_found_by_the_hash_of_its_token_and_bound_to_link_generation_and_workspace() {
        assertThat(session.id()).isEqualTo(TOKEN.id());
        assertThat(session.id().hex()).isNotEqualTo(TOKEN.secret().reveal());
        assertThat(session.link()).isEqualTo(aLink().id());
        assertThat(session.generation()).isEqualTo(1);
        assertThat(session.workspace()).isEqualTo(aLink().workspace());
        assertThat(session.approver()).isEqualTo(aLink().approver());
    }

    @Test
    void S_40_tokens_are_fresh_each_time() {
        assertThat(SessionToken.random().secret().reveal())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(SessionToken.random().secret().reveal());
    }

    @Test
    void S_42_it_is_over_after_60_idle_minutes_at_that_very_instant() {
        Instant end = NOON.plus(Duration.ofMinutes(60));

        assertThat(session.liveAt(end.minusNanos(1000), LIMITS)).isTrue();
        assertThat(session.liveAt(end, LIMITS)).isFalse();
        assertThat(session.seen(end.minusNanos(1000)).liveAt(end, LIMITS)).isTrue();
    }

    @Test
    void S_42_it_is_over_after_12_hours_however_busy() {
        Instant end = NOON.plus(Duration.ofHours(12));
        Session busy = session.seen(end.minusNanos(1000));

        assertThat(busy.liveAt(end.minusNanos(1000), LIMITS)).isTrue();
        assertThat(busy.liveAt(end, LIMITS)).isFalse();
        assertThat(busy.expiresAt()).isEqualTo(end);
    }

    @Test
    void S_42_both_limits_are_the_hosts() {
        SessionLimits short1 = new SessionLimits(Duration.ofMinutes(1), Duration.ofMinutes(2));
        Session brief = Session.open(TOKEN, aLink(), NOON, short1);

        assertThat(brief.liveAt(NOON.plusSeconds(60), short1)).isFalse();
        assertThat(brief.seen(NOON.plusSeconds(119)).liveAt(NOON.plusSeconds(120), short1))
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ofHours(2), Duration.ofHours(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SessionLimits(Duration.ZERO, Duration.ofHours(1)));
    }

    @Test
    void a_call_that_overtook_another_does_not_turn_time_back() {
        assertThat(session.seen(NOON.minusSeconds(5)).seenAt()).isEqualTo(NOON);
    }

    @Test
    void S_43_it_opens_its_link_only_while_that_is_active_and_of_the_same_generation() {
        Link link = aLink();
        assertThatCode(() -> session.check(link, NOON, LIMITS)).doesNotThrowAnyException();

        Link revoked = done(new LinkCommand.Revoke().applyTo(link, NOON)).after();
        Link regenerated =
                done(new LinkCommand.Regenerate(SECOND).applyTo(link, NOON)).after();
        Link elsewhere = new NewLink(
                        new WorkspaceId("globex"),
                        link.id(),
                        link.approver(),
                        SECOND,
                        "gina",
                        link.validity(),
                        null,
                        false)
                .create(NOON)
                .after();
        for (Link other : new Link[] {revoked, regenerated, elsewhere})
            assertThatThrownBy(() -> session.check(other, NOON, LIMITS)).isInstanceOf(SessionExpiredException.class);

        Session late = Session.open(TOKEN, link, link.expiresAt().minusSeconds(1), LIMITS);
        assertThatThrownBy(() -> late.check(link, link.expiresAt(), LIMITS))
                .isInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> session.check(link, NOON.plus(Duration.ofHours(2)), LIMITS))
                .isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void S_38_the_first_view_of_a_post_and_version_is_remembered() {
        PostId post = new PostId("p:1");
        Session viewed = session.viewing(post, 2);

        assertThat(session.hasViewed(post, 2)).isFalse();
        assertThat(viewed.hasViewed(post, 2)).isTrue();
        assertThat(viewed.hasViewed(post, 1)).isFalse();
        assertThat(viewed.hasViewed(new PostId("p"), 2)).isFalse();
        assertThat(viewed.viewing(post, 2)).isEqualTo(viewed);
        assertThat(viewed.seen(NOON.plusSeconds(1)).hasViewed(post, 2)).isTrue();
    }

    @Test
    void S_44_the_token_against_forged_posts_is_derived_from_the_session_and_nothing_else() {
        SessionToken other = new SessionToken(Secret.of("T".repeat(43)));
        String csrf = TOKEN.csrf().reveal();

        assertThat(csrf)
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(TOKEN.secret().reveal());
        assertThat(TOKEN.acceptsCsrf(csrf)).isTrue();
        assertThat(other.acceptsCsrf(csrf)).isFalse();
        assertThat(TOKEN.acceptsCsrf("")).isFalse();
        assertThat(TOKEN.acceptsCsrf(TOKEN.secret().reveal())).isFalse();
        assertThat(TOKEN.acceptsCsrf(TOKEN.id().hex())).isFalse();
        assertThat(new SessionToken(Secret.of("S".repeat(43))).csrf().reveal()).isEqualTo(csrf);
    }

    @Test
    void what_cannot_be_a_session_token_is_no_session() {
        for (String text : new String[] {"", "x", "S".repeat(44), "S".repeat(42) + "=", "S".repeat(42) + "\n"})
            assertThatThrownBy(() -> SessionToken.parse(text)).isInstanceOf(SessionExpiredException.class);
        assertThat(SessionToken.parse("S".repeat(43)).id()).isEqualTo(TOKEN.id());
    }

    @Test
    void S_6_neither_session_nor_token_print_what_opens_them() {
        assertThat(TOKEN).hasToString("SessionToken[hidden]");
        assertThat(TOKEN.csrf()).hasToString("hidden");
        assertThat(session.toString())
                .doesNotContain(TOKEN.secret().reveal(), TOKEN.csrf().reveal());
    }
}
