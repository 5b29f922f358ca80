package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.History;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Step;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.PostStatus;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

class HistoryProperties {
    private static final History.Census CENSUS = new History.Census();

    @Property(tries = 400)
    void S_59_whatever_people_try_nothing_is_out_that_was_not_approved_in_that_very_version(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll("histories") List<Step> steps) {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        new History(office, policy, CENSUS).run(steps);
        assertThat(office.approvals.records().verify(office.as("admin")).findings()).isEmpty();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.of(Step.Deed.class)),
                                Tuple.of(
                                        4,
                                        Arbitraries.of(
                                                Step.Deed.SUBMIT,
                                                Step.Deed.APPROVE,
                                                Step.Deed.RELEASE,
                                                Step.Deed.CONFIRM,
                                                Step.Deed.RETRY)),
                                Tuple.of(3, Arbitraries.of(Step.Deed.ALL_APPROVE, Step.Deed.TICK, Step.Deed.CRASH, Step.Deed.BREAK_CHANNEL))),
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 60))
                .as(Step::new);
        return Combinators.combine(Arbitraries.of(Step.beginnings()), step.list().ofMinSize(20).ofMaxSize(50))
                .as((beginning, rest) ->
                        Stream.concat(beginning.stream(), rest.stream()).toList());
    }

    @AfterContainer
    static void every_status_was_reached() {
        assertThat(CENSUS.statuses.keySet()).containsExactlyInAnyOrder(PostStatus.values());
        assertThat(CENSUS.outcomes.keySet())
                .contains(
                        "APPROVE Recorded",
                        "APPROVE AlreadyRecorded",
                        "APPROVE not-permitted",
                        "APPROVE stale-version",
                        "APPROVE illegal-transition",
                        "REJECT Recorded",
                        "REQUEST_CHANGES Recorded",
                        "SUBMIT done",
                        "SUBMIT illegal-transition",
                        "RELEASE done",
                        "HOLD done",
                        "UNHOLD done",
                        "RETRY done",
                        "CONFIRM done",
                        "WITHDRAW done",
                        "RESCHEDULE done",
                        "RESCHEDULE invalid-input");
    }
}
