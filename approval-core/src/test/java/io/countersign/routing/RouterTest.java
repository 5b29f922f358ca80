package io.countersign.routing;

import static io.countersign.routing.Policies.labelled;
import static io.countersign.routing.Policies.names;
import static io.countersign.routing.Policies.stages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import io.countersign.identity.ReviewerRef;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RouterTest {
    private final Router example = Router.of(Policies.read(Policies.EXAMPLE));

    @Test
    void stages_come_by_order_each_once_with_every_reason() {
        Content content = new Content(
                new Target(new Channel("LINKEDIN"), "acme"),
                "Our new Pricing",
                null,
                List.of(),
                "health",
                List.of(),
                null);

        List<RoutedStage> stages = stages(example, content);

        assertThat(names(stages)).containsExactly("marketing", "legal", "cmo");
        assertThat(stages.get(0).because()).containsExactly("content was not classified");
        assertThat(stages.get(1).because())
                .containsExactly(
                        "rule 'pricing to legal': keyword 'pricing' in caption",
                        "rule 'health claims': category 'health' and not campaign 'evergreen'");
        assertThat(stages.get(2).because()).containsExactly("rule 'all LinkedIn to the CMO': channel LINKEDIN");
    }

    @Test
    void where_no_rule_matches_the_stages_of_otherwise_are_needed() {
        List<RoutedStage> stages = stages(example, Contents.withCaption("Good morning"));

        assertThat(names(stages)).containsExactly("marketing");
        assertThat(stages.get(0).because()).containsExactly("no rule matched", "content was not classified");
    }

    @Test
    void where_a_rule_matches_the_stages_of_otherwise_are_not() {
        Router router = Router.of(Policies.when(Policies.condition("{\"keyword\": [\"price\"]}")));

        assertThat(names(stages(router, Contents.withCaption("the price")))).containsExactly("s");
        assertThat(names(stages(router, Contents.withCaption("the cat")))).containsExactly("t");
    }

    @Test
    void without_a_label_condition_nothing_counts_as_unclassified() {
        Router router = Router.of(Policies.when(Policies.condition("{\"channel\": [\"X\"]}")));

        assertThat(names(stages(router, Contents.withCaption("x")))).containsExactly("s");
    }

    @Test
    void a_label_condition_anywhere_makes_content_count_as_unclassified() {
        Router router = Router.of(
                Policies.when(Policies.condition("{\"any\": [{\"channel\": [\"X\"]}, {\"label\": \"risky\"}]}")));

        List<RoutedStage> stages = stages(router, Contents.withCaption("x"));

        assertThat(names(stages)).containsExactly("s", "t");
        assertThat(stages.get(1).because()).containsExactly("content was not classified");
    }

    @Test
    void a_label_is_asked_of_who_classifies() {
        List<RoutedStage> stages = labelled(example, Contents.withCaption("A cure"), Label.of("medical-claim", 0.83));

        assertThat(names(stages)).containsExactly("marketing", "legal", "cmo");
        assertThat(stages.get(1).because())
                .containsExactly("rule 'classified': label 'medical-claim' with confidence 0.830");
        assertThat(names(labelled(example, Contents.withCaption("A cure"), Label.of("medical-claim", 0.69))))
                .containsExactly("marketing");
        assertThat(names(labelled(example, Contents.withCaption("A cure"), Label.of("other", 1))))
                .containsExactly("marketing");
    }

    @Test
    void no_label_that_is_sure_enough_is_an_answer_and_not_an_abstention() {
        Router router = Router.of(Policies.when(Policies.condition("{\"label\": \"risky\", \"atLeast\": 0.5}")));

        List<RoutedStage> stages = labelled(router, Contents.withCaption("x"), Label.of("risky", 0.4));

        assertThat(names(stages)).containsExactly("t");
        assertThat(stages.get(0).because()).containsExactly("no rule matched");
    }

    @ParameterizedTest
    @EnumSource(names = "ANSWERED", mode = EnumSource.Mode.EXCLUDE)
    void where_classification_fails_the_stages_of_whenUnclassified_are_added_whatever_the_rules(
            Classification.Ending ending) {
        Router router = Router.of(Policies.when(Policies.condition("{\"channel\": [\"X\"]}")));

        Route route = router.route(Contents.withCaption("x"), "maya", List.of(), Policies.unclassified(ending));

        assertThat(names(route.stages())).containsExactly("s", "t");
        assertThat(route.stages().get(1).because()).containsExactly("content was not classified");
    }

    @Test
    void a_rule_that_holds_by_a_label_alone_leaves_the_stages_of_otherwise_in_place() {
        Router router = Router.of(
                Policies.when(Policies.condition("{\"any\": [{\"keyword\": [\"pill\"]}, {\"label\": \"risky\"}]}")));

        List<RoutedStage> byLabel = labelled(router, Contents.withCaption("x"), Label.of("risky", 1));
        List<RoutedStage> byBoth = labelled(router, Contents.withCaption("a pill"), Label.of("risky", 1));

        assertThat(names(byLabel)).containsExactly("s", "t");
        assertThat(byLabel.get(1).because()).containsExactly("no rule matched but by a label");
        assertThat(names(byBoth)).containsExactly("s");
    }

    @Test
    void the_labels_of_a_shadow_are_not_used() {
        Router router = Router.of(Policies.when(Policies.condition("{\"label\": \"risky\"}")));
        Classification shadowed = new Classification(
                Policies.classified().used(),
                Policies.classified(Label.of("risky", 1)).used());

        assertThat(names(router.route(Contents.withCaption("x"), "maya", List.of(), shadowed)
                        .stages()))
                .containsExactly("t");
    }

    @Test
    void the_rules_that_matched_are_named_in_the_order_of_the_policy() {
        Content content = new Content(
                new Target(new Channel("LINKEDIN"), "acme"), "Pricing", null, List.of(), null, List.of(), null);

        assertThat(example.route(content, "maya", List.of(), null).rules())
                .containsExactly("pricing to legal", "all LinkedIn to the CMO");
    }

    @Test
    void whom_the_author_asks_comes_before_the_lowest_routed_stage_and_replaces_none() {
        List<ReviewerRef> requested = List.of(new ReviewerRef.User("vera"));

        List<RoutedStage> stages = example.route(Contents.withCaption("Pricing"), "maya", requested, null)
                .stages();

        assertThat(names(stages)).containsExactly("requested", "marketing", "legal");
        assertThat(stages.get(0).rule().order()).isEqualTo(-1);
        assertThat(stages.get(0).rule().quorum()).isEqualTo(Quorum.ALL);
    }

    @Test
    void stages_of_one_order_come_as_the_policy_lists_them() {
        Router router = Router.of(Policies.read("""
                { "stages": [ {"name": "zoe", "order": 5, "reviewers": ["user:z"]}, {"name": "last", "order": 9, "reviewers": ["user:l"]},
                              {"name": "adam", "order": 5, "reviewers": ["user:a"]}, {"name": "first", "order": -1, "reviewers": ["user:f"]} ],
                  "otherwise": ["last", "adam", "first", "zoe"] }
                """));

        assertThat(names(stages(router, Contents.withCaption("x")))).containsExactly("first", "zoe", "adam", "last");
    }

    @Test
    void a_rule_that_names_a_stage_twice_gives_its_reason_once() {
        Router router = Router.of(
                Policies.with(List.of(new Rule("r", Policies.condition("{\"channel\": [\"X\"]}"), List.of("s", "s")))));

        assertThat(stages(router, Contents.withCaption("x")).get(0).because()).containsExactly("rule 'r': channel X");
    }

    @Test
    void the_policy_that_nobody_stored_asks_for_nothing() {
        assertThat(stages(Router.of(RoutingPolicy.NONE), Contents.withCaption("pricing")))
                .isEmpty();
    }

    @Test
    void a_policy_that_would_let_content_pass_by_a_stage_is_not_applied_at_all() {
        Condition good = Policies.condition("{\"channel\": [\"X\"]}");

        assertThatThrownBy(() -> Router.of(Policies.with(List.of(new Rule("r", good, List.of("nowhere"))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The policy defines no stage 'nowhere'");
        assertThatThrownBy(() -> Router.of(Policies.when(Policies.condition("{}"))))
                .hasMessage("An empty condition would hold for everything");
        assertThatThrownBy(() -> Router.of(Policies.when(Policies.condition("{\"all\": []}"))))
                .hasMessage("A list of conditions must not be empty");
        assertThatThrownBy(() -> Router.of(Policies.when(Policies.condition("{\"pattern\": [\"(\"]}"))))
                .hasMessageContaining("missing closing )");
        assertThatThrownBy(() -> Router.of(Policies.read("""
                        { "stages": [ {"name": "a", "order": 0, "reviewers": ["user:z"]},
                                      {"name": "a", "order": 1, "reviewers": ["user:l"]} ] }
                        """))).hasMessage("The policy defines stage 'a' twice");
    }
}
