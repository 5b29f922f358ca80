package io.countersign.link;

import static io.countersign.link.SomeLinks.NOON;
import static io.countersign.link.SomeLinks.SECOND;
import static io.countersign.link.SomeLinks.aLink;
import static io.countersign.link.SomeLinks.aNewLink;
import static io.countersign.link.SomeLinks.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Change;
import io.countersign.audit.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkWarningTest {
    private static final Instant END = NOON.plus(Duration.ofDays(30));
    private static final Duration MICRO = Duration.ofNanos(1_000);

    @Test
    void S_15_an_end_is_announced_seven_days_and_one_day_before_and_no_sooner() {
        Link link = aLink();
        assertThat(link.warnAt()).isEqualTo(before(END, 7));
        link = warn(link, before(END, 7).minus(MICRO), null);
        link = warn(link, before(END, 7), new LinkEvent.Expiring(END, 7));
        link = warn(link, before(END, 7), null);
        link = warn(link, before(END, 1).minus(MICRO), null);
        link = warn(link, before(END, 1), new LinkEvent.Expiring(END, 1));
        link = warn(link, END.minus(MICRO), null);
        assertThat(link.warnAt()).isNull();
    }

    @Test
    void S_15_what_came_while_nobody_looked_is_one_warning_and_none_once_it_has_ended() {
        Link late = warn(aLink(), END.minus(MICRO), new LinkEvent.Expiring(END, 1));
        assertThat(late.warnAt()).isNull();
        warn(aLink(), END, null);
    }

    @Test
    void S_15_a_short_link_is_warned_of_by_what_is_left_of_the_warnings() {
        assertThat(lasting(Duration.ofDays(7)).warnAt()).isEqualTo(NOON.plus(Duration.ofDays(6)));
        assertThat(lasting(Duration.ofDays(7).plus(MICRO)).warnAt()).isEqualTo(NOON.plus(MICRO));
        assertThat(lasting(Duration.ofDays(1).plus(MICRO)).warnAt()).isEqualTo(NOON.plus(MICRO));
        assertThat(lasting(Duration.ofDays(1)).warnAt()).isNull();
        assertThat(lasting(Duration.ofHours(2)).warnAt()).isNull();
    }

    @Test
    void S_15_a_new_end_is_announced_anew_and_a_revoked_link_never() {
        Link warned = warn(aLink(), before(END, 1), new LinkEvent.Expiring(END, 1));
        Instant now = before(END, 1);
        Link extended = done(LinkCommand.Extend.by(Duration.ofDays(30)).applyTo(warned, now))
                .after();
        Instant end = END.plus(Duration.ofDays(30));
        Link again = warn(extended, before(end, 7), new LinkEvent.Expiring(end, 7));
        warn(again, before(end, 1), new LinkEvent.Expiring(end, 1));

        Link fresh =
                done(new LinkCommand.Regenerate(SECOND).applyTo(warned, now)).after();
        assertThat(fresh.warnAt()).isEqualTo(before(fresh.expiresAt(), 7));

        Link revoked = done(new LinkCommand.Revoke().applyTo(aLink(), NOON)).after();
        assertThat(revoked.warnAt()).isNull();
        warn(revoked, before(END, 1), null);
    }

    @Test
    void S_15_however_often_one_looks_each_end_is_announced_twice_at_most() {
        List<LinkEvent> events = new ArrayList<>();
        Link link = aLink();
        for (Instant now = NOON; now.isBefore(END.plus(Duration.ofDays(2))); now = now.plus(Duration.ofHours(5))) {
            LinkOutcome.Done looked = done(new LinkCommand.Warn().applyTo(link, now));
            looked.changes().forEach(change -> events.add((LinkEvent) change.event()));
            link = looked.after();
        }
        assertThat(events).containsExactly(new LinkEvent.Expiring(END, 7), new LinkEvent.Expiring(END, 1));
    }

    private static Link warn(Link link, Instant now, LinkEvent.Expiring expected) {
        LinkOutcome.Done looked = done(new LinkCommand.Warn().applyTo(link, now));
        if (expected == null) assertThat(looked).isEqualTo(new LinkOutcome.Done(link, List.of()));
        else assertThat(looked.changes()).containsExactly(new Change(expected, Subject.NONE));
        return looked.after();
    }

    private static Link lasting(Duration validity) {
        return aNewLink(validity, null).create(NOON).after();
    }

    private static Instant before(Instant end, int days) {
        return end.minus(Duration.ofDays(days));
    }
}
