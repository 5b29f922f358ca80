package io.countersign.routing;

import static io.countersign.routing.Policies.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

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

        List<RoutedStage> stages = example.route(content, "maya");

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
        List<RoutedStage> stages = example.route(Contents.withCaption("Good morning"), "maya");

        assertThat(names(stages)).containsExactly("marketing");
        assertThat(stages.get(0).because()).containsExactly("no rule matched", "content was not classified");
    }

    @Test
    void where_a_rule_matches_the_stages_of_otherwise_are_not() {
        Router router = Router.of(Policies.when(Policies.condition("{\"keyword\": [\"price\"]}")));

        assertThat(names(router.route(Contents.withCaption("the price"), "maya")))
                .containsExactly("s");
        assertThat(names(router.route(Contents.withCaption("the cat"), "maya"))).containsExactly("t");
    }

    @Test
    void without_a_label_condition_nothing_counts_as_unclassified() {
        Router router = Router.of(Policies.when(Policies.condition("{\"channel\": [\"X\"]}")));

        assertThat(names(router.route(Contents.withCaption("x"), "maya"))).containsExactly("s");
    }

    @Test
    void a_label_condition_anywhere_makes_content_count_as_unclassified() {
        Router router = Router.of(
                Policies.when(Policies.condition("{\"any\": [{\"channel\": [\"X\"]}, {\"label\": \"risky\"}]}")));

        List<RoutedStage> stages = router.route(Contents.withCaption("x"), "maya");

        assertThat(names(stages)).containsExactly("s", "t");
        assertThat(stages.get(1).because()).containsExactly("content was not classified");
    }

    @Test
    void stages_of_one_order_come_as_the_policy_lists_them() {
        Router router = Router.of(Policies.read("""
                { "stages": [ {"name": "zoe", "order": 5, "reviewers": ["user:z"]}, {"name": "last", "order": 9, "reviewers": ["user:l"]},
                              {"name": "adam", "order": 5, "reviewers": ["user:a"]}, {"name": "first", "order": -1, "reviewers": ["user:f"]} ],
                  "otherwise": ["last", "adam", "first", "zoe"] }
                """));

        assertThat(names(router.route(Contents.withCaption("x"), "maya")))
                .containsExactly("first", "zoe", "adam", "last");
    }

    @Test
    void a_rule_that_names_a_stage_twice_gives_its_reason_once() {
        Router router = Router.of(
                Policies.with(List.of(new Rule("r", Policies.condition("{\"channel\": [\"X\"]}"), List.of("s", "s")))));

        assertThat(router.route(Contents.withCaption("x"), "maya").get(0).because())
                .containsExactly("rule 'r': channel X");
    }

    @Test
    void the_policy_that_nobody_stored_asks_for_nothing() {
        assertThat(Router.of(RoutingPolicy.NONE).route(Contents.withCaption("pricing"), "maya"))
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
