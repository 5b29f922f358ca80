package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReminderProperties {
    private static final Instant OPENED = Instant.parse("2026-03-01T09:00:00Z");

    @Property
    void each_look_reminds_of_what_passed_since_the_last_and_never_of_what_passed_before_the_opening(
            @ForAll @Size(max = 5) List<@IntRange(min = 1, max = 100) Integer> before,
            @ForAll @IntRange(min = 1, max = 120) int ahead,
            @ForAll @Size(max = 20) List<@IntRange(max = 20) Integer> pauses) {
        Instant goesOutAt = OPENED.plus(Duration.ofHours(ahead));
        Round round = Round.open(plan(before), Roster.EMPTY, OPENED);
        Instant last = OPENED;
        for (int pause : pauses) {
            Instant now = last.plus(Duration.ofHours(pause));
            Instant since = last;
            List<Instant> passed = Stream.of(before)
                    .flatMap(List::stream)
                    .map(hours -> goesOutAt.minus(Duration.ofHours(hours)))
                    .filter(at -> at.isAfter(since) && !at.isAfter(now))
                    .toList();
            assertThat(round.nextAt(goesOutAt).filter(at -> !at.isAfter(now)).isPresent())
                    .as("a store finds it exactly when there is something to do")
                    .isEqualTo(!passed.isEmpty());
            Round.Passed looked = round.pass(now, goesOutAt);
            assertThat(looked.reminders()).hasSize(passed.isEmpty() ? 0 : 1);
            if (passed.isEmpty()) assertThat(looked.round()).isEqualTo(round);
            else
                assertThat(goesOutAt.minus(looked.reminders().get(0).before()))
                        .isEqualTo(passed.stream().max(Instant::compareTo).orElseThrow());
            round = looked.round();
            last = now;
        }
    }

    private static Plan plan(List<Integer> before) {
        StageRule rule = new StageRule(
                "legal",
                0,
                List.of(new ReviewerRef.User("lena")),
                Quorum.ANY,
                null,
                OnOverdue.REMIND,
                List.of(),
                before.stream().map(Duration::ofHours).toList(),
                Assurance.LINK);
        return new Plan(
                1,
                1,
                Digest.of(new byte[0]),
                OPENED,
                1,
                true,
                false,
                false,
                null,
                List.of(new RoutedStage(rule, List.of())));
    }
}
