package io.countersign.review;

import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Canonical;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutedStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What is pinned here stands in records: a change of it makes plans that were kept look altered. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanPinTest {
    private static final String GOLDEN_BYTES =
            "{\"digest\":\"" + Digest.ZERO + "\",\"distinctReviewers\":false,\"fourEyes\":true,"
                    + "\"openedAt\":\"2026-03-02T09:00:00.100000Z\",\"policy\":3,\"rescheduleNeedsApproval\":false,"
                    + "\"round\":2,\"stages\":[{\"because\":[\"no rule matched\"],\"rule\":{\"deadline\":\"PT48H\","
                    + "\"escalateTo\":[],\"minAssurance\":\"LINK\",\"name\":\"legal\",\"onOverdue\":\"REMIND\",\"order\":0,"
                    + "\"quorum\":\"50%\",\"remindBefore\":[\"PT2H\"],\"reviewers\":[\"group:legal\",\"user:vera\"]}}],\"version\":5}";

    private final Plan plan = new Plan(
            2,
            5,
            Digest.ZERO,
            Instant.parse("2026-03-02T09:00:00.1Z"),
            3,
            true,
            false,
            false,
            null,
            List.of(new RoutedStage(
                    aStage("legal")
                            .of("group:legal", "user:vera")
                            .clearedBy(new Quorum.Share(50))
                            .within(Duration.ofHours(48))
                            .rule(),
                    List.of("no rule matched"))));

    @Test
    void the_pin_of_a_plan_is_this_for_ever() {
        assertThat(Canonical.text(plan)).isEqualTo(GOLDEN_BYTES);
        assertThat(plan.pin()).isEqualTo(Digest.of(GOLDEN_BYTES));
    }

    @Test
    void a_plan_that_was_kept_has_the_same_pin() {
        assertThat(Json.read(Json.write(plan), Plan.class).pin()).isEqualTo(plan.pin());
        assertThat(Json.read(GOLDEN_BYTES, Plan.class).pin()).isEqualTo(plan.pin());
    }
}
