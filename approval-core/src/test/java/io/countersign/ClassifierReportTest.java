package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.ClassifierReport.Classifier;
import io.countersign.ClassifierReport.Comparison;
import io.countersign.ClassifierReport.Disagreement;
import io.countersign.ClassifierReport.LabelFigures;
import io.countersign.contract.office.Labeller;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotPermittedException;
import io.countersign.routing.Confidence;
import io.countersign.routing.Label;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shadow mode: a second classifier's labels are recorded and compared. */
class ClassifierReportTest extends OfficeTest {
    private static final Classifier LABELLER = new Classifier("labeller", "1");

    private final Labeller shadow = new Labeller();
    private final Approvals shadowed = Approvals.on(office.store)
            .directory(office.approvals.directory())
            .classifier(office.labeller, Duration.ofMinutes(1))
            .shadowClassifier(shadow)
            .build();
    private final Instant from = clock.instant();

    @Test
    void agreement_disagreements_precision_and_recall_are_told_per_label() {
        submitted(List.of(Label.of("risky", 0.9)), List.of(Label.of("risky", 0.6)));
        submitted(List.of(Label.of("risky", 0.9)), List.of(Label.of("risky", 0.8), Label.of("claim", 0.9)));
        Post missed = submitted(List.of(Label.of("risky", 0.9)), List.of(Label.of("risky", 0.4)));
        submitted(List.of(), List.of());

        Comparison comparison = report(0.5).comparisons().get(0);

        assertThat(comparison.used()).isEqualTo(LABELLER);
        assertThat(comparison.rounds()).isEqualTo(4);
        assertThat(comparison.unanswered()).isZero();
        assertThat(comparison.agreed()).isEqualTo(2);
        assertThat(comparison.disagreed()).isEqualTo(2);
        assertThat(comparison.labels())
                .containsExactly(
                        new LabelFigures("claim", 0, 0, 1, 0.0, null),
                        new LabelFigures("risky", 2, 1, 0, 1.0, 2 / 3.0));
        assertThat(comparison.listed())
                .hasSize(2)
                .contains(new Disagreement(
                        missed.id(), 1, List.of(Label.of("risky", 0.9)), List.of(Label.of("risky", 0.4))));
    }

    @Test
    void a_label_counts_as_given_with_the_confidence_that_is_asked_for() {
        submitted(List.of(Label.of("risky", 0.9)), List.of(Label.of("risky", 0.4)));

        assertThat(report(0.4).comparisons().get(0).agreed()).isEqualTo(1);
        assertThat(report(0.401).comparisons().get(0).disagreed()).isEqualTo(1);
        assertThat(report(0.901).comparisons().get(0).agreed()).isEqualTo(1);
    }

    @Test
    void where_one_gave_no_answer_nothing_is_compared() {
        office.labeller.seeing(Label.of("risky", 1));
        shadow.abstaining();
        shadowed.posts().submit(office.as("maya"), office.draft("a").id(), null);

        Comparison comparison = report(0.5).comparisons().get(0);

        assertThat(comparison.unanswered()).isEqualTo(1);
        assertThat(comparison.agreed() + comparison.disagreed()).isZero();
        assertThat(comparison.labels()).isEmpty();
    }

    @Test
    void rounds_without_a_shadow_and_outside_of_the_period_are_not_looked_at() {
        submitted(form());
        clock.pass(Duration.ofDays(2));
        submitted(List.of(), List.of());

        assertThat(report(0.5).comparisons()).isEmpty();
    }

    @Test
    void it_needs_the_permission_to_manage_routing_and_a_period() {
        Routing routing = office.approvals.routing();
        Confidence half = Confidence.of(0.5);
        assertThatThrownBy(() -> routing.classifiers(office.as("maya"), from, from.plusSeconds(1), half))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> routing.classifiers(office.as("admin"), from, from, half))
                .isInstanceOf(InvalidInputException.class);
    }

    private Post submitted(List<Label> used, List<Label> compared) {
        office.labeller.seeing(used.toArray(Label[]::new));
        shadow.seeing(compared.toArray(Label[]::new));
        return shadowed.posts().submit(office.as("maya"), office.draft("a").id(), null);
    }

    private ClassifierReport report(double atLeast) {
        return office.approvals
                .routing()
                .classifiers(office.as("admin"), from, from.plus(Duration.ofDays(1)), Confidence.of(atLeast));
    }
}
