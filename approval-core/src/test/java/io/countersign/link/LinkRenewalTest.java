package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.SECOND;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.aRevokedLink;
import static io.countersign.link.SomeLinks.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkRenewalTest {
    private static final Instant END = NOON.plus(Duration.ofDays(30));

    @Test
    void S_54_one_request_is_open_at_a_time_one_is_made_in_15_minutes_and_three_in_a_day() {
        Link link = ask(aLink(), NOON, true);
        assertThat(link.renewalRequestedAt()).isEqualTo(NOON);
        link = ask(link, NOON.plus(Duration.ofDays(2)), false);

        link = regenerate(link, NOON.plusSeconds(60));
        link = ask(link, NOON.plus(Duration.ofMinutes(15)).minusNanos(1000), false);
        link = ask(link, NOON.plus(Duration.ofMinutes(15)), true);
        link = regenerate(link, NOON.plus(Duration.ofMinutes(16)));
        link = ask(link, NOON.plus(Duration.ofMinutes(30)), true);
        link = regenerate(link, NOON.plus(Duration.ofMinutes(31)));
        link = ask(link, NOON.plus(Duration.ofHours(24)).minusNanos(1000), false);
        link = ask(link, NOON.plus(Duration.ofHours(24)), true);
        assertThat(link.renewals().lately()).hasSize(3);
    }

    @Test
    void S_54_expired_and_revoked_links_can_be_asked_for_too_and_extending_answers() {
        assertThat(ask(aLink(), END, true).renewalRequestedAt()).isEqualTo(END);
        assertThat(ask(aRevokedLink(), NOON, true).renewalRequestedAt()).isEqualTo(NOON);
        Link extended = done(LinkCommand.Extend.by(Duration.ofDays(1)).applyTo(ask(aLink(), END, true), END))
                .after();
        assertThat(extended.renewalRequestedAt()).isNull();
    }

    @Test
    void S_55_revoking_and_dismissing_answer_a_request_which_still_counts() {
        Link asked = ask(aLink(), NOON, true);
        assertThat(done(new LinkCommand.Revoke().applyTo(asked, NOON)).after().renewalRequestedAt())
                .isNull();
        LinkOutcome.Done dismissed = done(new LinkCommand.DismissRenewal().applyTo(asked, NOON));
        assertThat(dismissed.changes()).containsExactly(new Change(new LinkEvent.RenewalDismissed(), Subject.NONE));
        assertThat(dismissed.after().renewalRequestedAt()).isNull();
        ask(dismissed.after(), NOON.plusSeconds(60), false);
        ask(dismissed.after(), NOON.plus(Duration.ofMinutes(15)), true);
        assertThat(done(new LinkCommand.DismissRenewal().applyTo(aLink(), NOON)))
                .as("of what nobody asked for")
                .isEqualTo(new LinkOutcome.Done(aLink(), List.of()));
    }

    @Test
    void S_54_the_request_of_a_revoked_link_is_dismissed_too() {
        Link asked = ask(aRevokedLink(), NOON, true);
        assertThat(done(new LinkCommand.DismissRenewal().applyTo(asked, NOON))
                        .after()
                        .renewalRequestedAt())
                .isNull();
    }

    private static Link ask(Link link, Instant now, boolean told) {
        LinkOutcome.Done asked = done(new LinkCommand.RequestRenewal().applyTo(link, now));
        if (told)
            assertThat(asked.changes()).containsExactly(new Change(new LinkEvent.RenewalRequested(), Subject.NONE));
        else assertThat(asked).isEqualTo(new LinkOutcome.Done(link, List.of()));
        return asked.after();
    }

    private static Link regenerate(Link link, Instant now) {
        return done(new LinkCommand.Regenerate(SECOND).applyTo(link, now)).after();
    }
}
