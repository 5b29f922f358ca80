package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Census;
import io.countersign.contract.office.History;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Step;
import io.countersign.memory.InMemoryApprovalStore;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

class HistoryProperties {
    /** The same histories each time, or one run in many would miss one of the rarest turns. */
    private static final String SEED = "20261122";

    private static final Census CENSUS = new Census();

    /** From so many histories on, everything must have been reached. */
    private static final int MANY = 1000;

    @Property(seed = SEED)
    void S_59_whatever_people_try_nothing_is_out_that_was_not_approved_in_that_very_version(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll("histories") List<Step> steps) {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        new History(office, policy, CENSUS).run(steps);
        assertThat(office.approvals.records().verify(office.as("admin")).valid())
                .isTrue();
    }

    @Property(seed = SEED)
    void every_decision_is_taken_and_every_stage_and_round_ends_as_the_rules_on_paper_say(
            @ForAll @IntRange(min = 0, max = 59) int policy, @ForAll("reviews") List<Step> steps) {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        new History(office, policy, CENSUS).run(steps);
    }

    @Provide
    Arbitrary<List<Step>> reviews() {
        return Arbitraries.longs().map(Step::reviews);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Arbitraries.longs().map(Step::history);
    }

    @AfterContainer
    static void every_status_and_every_outcome_that_matters_was_reached() {
        CENSUS.needEverything(MANY);
        CENSUS.needEveryRetelling(MANY);
        CENSUS.needEveryTurn(MANY);
        if (CENSUS.histories() < MANY) return;
        assertThat(CENSUS.outcomes.keySet())
                .contains(
                        "APPROVE Recorded",
                        "APPROVE AlreadyRecorded",
                        "APPROVE not-permitted",
                        "APPROVE stale-version",
                        "APPROVE illegal-transition",
                        "REJECT Recorded",
                        "REQUEST_CHANGES Recorded",
                        "SUGGEST Recorded",
                        "SUGGEST invalid-input",
                        "SUBMIT_SUGGESTED carried",
                        "SUBMIT done",
                        "SUBMIT illegal-transition",
                        "SUBMIT routed: by label",
                        "SUBMIT routed: no rule matched",
                        "SUBMIT routed: no rule matched but by a label",
                        "SUBMIT routed: content was not classified",
                        "RELEASE done",
                        "HOLD done",
                        "UNHOLD done",
                        "RETRY done",
                        "CONFIRM done",
                        "BREAK_GLASS done",
                        "BREAK_GLASS not-permitted",
                        "BREAK_GLASS illegal-transition",
                        "CONSENT done",
                        "CONSENT not-permitted",
                        "CONSENT illegal-transition",
                        "RECALL done",
                        "RECALL not-permitted",
                        "RECALL illegal-transition",
                        "COMMENT v1 EVERYONE told",
                        "COMMENT v1 INTERNAL told",
                        "COMMENT v2 EVERYONE told",
                        "COMMENT invalid-input",
                        "COMMENT not-found",
                        "CLOSE_REVIEW done",
                        "CLOSE_REVIEW illegal-transition",
                        "WITHDRAW done",
                        "RESCHEDULE done",
                        "RESCHEDULE invalid-input");
    }
}
