package io.countersign;

import static io.countersign.Shown.Scene.refused;
import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Media;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.routing.Condition;
import io.countersign.routing.Label;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import java.util.List;
import java.util.Optional;

/** What is said of routing. */
final class RoutingRules {
    static final List<Shown> ALL = List.of(
            new Shown("All rules that match add their stages", scene -> {
                rules(scene, keyword("prices", "price"), keyword("sales", "sale"));
                List<RoutedStage> stages = plan(scene, "A price, on sale");
                assertThat(names(stages)).containsExactly("legal");
                assertThat(stages.get(0).because())
                        .containsExactly(
                                "rule 'prices': keyword 'price' in caption", "rule 'sales': keyword 'sale' in caption");
            }),
            new Shown("No rule matched: otherwise", scene -> {
                rules(scene, keyword("prices", "price"));
                assertThat(names(plan(scene, "Hello"))).containsExactly("marketing");
            }),
            new Shown("Keywords match whole words, case- and accent-insensitively", scene -> {
                rules(scene, keyword("words", "cafe", "割引"));
                for (String found : List.of("the CAFÉ opens", "Cafe\u0301!", "大割引中"))
                    assertThat(names(plan(scene, found))).as(found).containsExactly("legal");
                for (String other : List.of("cafeteria", "decafe"))
                    assertThat(names(plan(scene, other))).as(other).containsExactly("marketing");
                PostForm pictured = PostForm.of(LINKEDIN, "look")
                        .withMedia(List.of(new Media("https://cdn.example/a.png", Media.Type.IMAGE, "a café", null)));
                assertThat(names(scene.office.approvals.routing().explain(scene.office.as("maya"), pictured)))
                        .containsExactly("legal");
            }),
            new Shown("If it fails, times out or abstains, the stages of whenUnclassified are added as well", scene -> {
                rules(scene, label("risky", 0.7), keyword("prices", "price"));
                scene.office.labeller.abstaining();
                assertThat(names(plan(scene, "a price"))).containsExactly("unclassified", "legal");
                scene.office.labeller.answering(content -> {
                    throw new IllegalStateException("down");
                });
                assertThat(names(plan(scene, "a price"))).containsExactly("unclassified", "legal");
            }),
            new Shown("no label reaching atLeast is an answer, not an abstention", scene -> {
                rules(scene, label("risky", 0.7));
                scene.office.labeller.seeing(Label.of("risky", 0.69));
                assertThat(names(plan(scene, "Hello"))).containsExactly("marketing");
            }),
            new Shown("A classifier can only add stages", scene -> {
                rules(scene, label("risky", 0.7));
                scene.office.labeller.seeing(Label.of("risky", 0.7));
                List<String> seen = names(plan(scene, "Hello"));
                scene.office.labeller.answering(content -> Optional.of(List.of()));
                assertThat(seen).containsAll(names(plan(scene, "Hello"))).contains("legal");
            }),
            new Shown("Without a policy the plan is the explicit reviewers alone", scene -> {
                scene.office.wanting(RoutingPolicy.NONE);
                Post post = scene.submitted(scene.form().withReviewers(List.of(new ReviewerRef.User("vera"))));
                assertThat(names(scene.round(post).plan().stages())).containsExactly("requested");
                refused("invalid-input", () -> scene.submitted(scene.form()));
            }),
            new Shown("Explanations come from the same code that decides", scene -> {
                rules(scene, keyword("prices", "price"));
                for (String caption : List.of("a price", "nothing"))
                    assertThat(scene.round(scene.submitted(PostForm.of(LINKEDIN, caption)))
                                    .plan()
                                    .stages())
                            .isEqualTo(plan(scene, caption));
            }));

    private RoutingRules() {}

    /** Every rule asks legal; marketing sees what none asks for. */
    private static void rules(Shown.Scene scene, Rule... rules) {
        scene.office.wanting(new RoutingPolicy(
                List.of(
                        stage("unclassified", 0, Quorum.ANY, "user:vera"),
                        stage("marketing", 5, Quorum.ANY, "user:mark"),
                        stage("legal", 9, Quorum.ANY, "group:legal")),
                List.of(rules),
                List.of("marketing"),
                List.of("unclassified"),
                null,
                null,
                null,
                null,
                null));
    }

    private static Rule keyword(String name, String... words) {
        return new Rule(
                name,
                new Condition(null, null, null, null, null, List.of(words), null, null, null, null, null, null, null),
                List.of("legal"));
    }

    private static Rule label(String label, double atLeast) {
        return new Rule(
                label,
                new Condition(null, null, null, null, null, null, null, null, label, atLeast, null, null, null),
                List.of("legal"));
    }

    private static List<RoutedStage> plan(Shown.Scene scene, String caption) {
        return scene.office.approvals.routing().explain(scene.office.as("maya"), PostForm.of(LINKEDIN, caption));
    }

    private static List<String> names(List<RoutedStage> stages) {
        return stages.stream().map(stage -> stage.rule().name()).toList();
    }
}
