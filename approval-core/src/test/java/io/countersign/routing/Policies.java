package io.countersign.routing;

import io.countersign.canonical.Json;
import io.countersign.content.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies as hosts write them, in JSON. */
final class Policies {
    /** As the HTTP contract shows it. */
    static final String EXAMPLE = """
            { "stages": [
                {"name": "marketing", "order": 0,  "reviewers": ["group:marketing"], "quorum": "ANY", "deadline": "PT24H",
                 "onOverdue": "REMIND", "remindBefore": ["PT24H"], "minAssurance": "LINK"},
                {"name": "legal", "order": 10, "reviewers": ["group:legal"], "quorum": "ALL", "deadline": "PT48H",
                 "onOverdue": "ESCALATE", "escalateTo": ["user:admin"]},
                {"name": "cmo", "order": 20, "reviewers": ["user:vera"], "quorum": 1} ],
              "rules": [
                {"name": "pricing to legal", "when": {"keyword": ["pricing", "discount"]}, "then": ["legal"]},
                {"name": "all LinkedIn to the CMO", "when": {"channel": ["LINKEDIN"]}, "then": ["cmo"]},
                {"name": "health claims", "when": {"all": [{"category": ["health"]}, {"not": {"campaign": ["evergreen"]}}]}, "then": ["legal"]},
                {"name": "classified", "when": {"label": "medical-claim", "atLeast": 0.7}, "then": ["legal", "cmo"]} ],
              "otherwise": ["marketing"], "whenUnclassified": ["marketing"],
              "reviewRequired": true, "fourEyes": true, "distinctReviewers": false, "rescheduleNeedsApproval": false, "breakGlass": false }
            """;

    private Policies() {}

    static RoutingPolicy read(String json) {
        return Json.body(json.getBytes(StandardCharsets.UTF_8)).as(RoutingPolicy.class);
    }

    static Condition condition(String json) {
        return Json.body(json.getBytes(StandardCharsets.UTF_8)).as(Condition.class);
    }

    /** One rule {@code r}, to one stage {@code s}. */
    static RoutingPolicy when(Condition condition) {
        return with(List.of(new Rule("r", condition, List.of("s"))));
    }

    /** Stages {@code s} and {@code t}; {@code t} where no rule matches. */
    static RoutingPolicy with(List<Rule> rules) {
        RoutingPolicy stages = read("""
                { "stages": [ {"name": "s", "order": 0, "reviewers": ["group:s"]},
                              {"name": "t", "order": 1, "reviewers": ["group:t"]} ],
                  "otherwise": ["t"] }
                """);
        return new RoutingPolicy(
                stages.stages(), rules, stages.otherwise(), List.of("t"), null, null, null, null, null);
    }

    /** Why a content of maya's meets a condition; empty where it does not. */
    static String reason(String condition, Content content) {
        return stages(Router.of(when(condition(condition))), content).stream()
                .filter(stage -> stage.rule().name().equals("s"))
                .map(stage -> stage.because().get(0).replace("rule 'r': ", ""))
                .findFirst()
                .orElse("");
    }

    /** What a content of maya's needs where nobody classifies. */
    static List<RoutedStage> stages(Router router, Content content) {
        return router.route(content, "maya", List.of(), null).stages();
    }

    /** What it needs where a classifier answered. */
    static List<RoutedStage> labelled(Router router, Content content, Label... labels) {
        return router.route(content, "maya", List.of(), classified(labels)).stages();
    }

    static Classification classified(Label... labels) {
        return new Classification(
                new Classification.Answer(Classification.Ending.ANSWERED, "m", "1", List.of(labels), null), null);
    }

    static Classification unclassified(Classification.Ending ending) {
        return new Classification(new Classification.Answer(ending, "m", "1", List.of(), "because"), null);
    }

    static List<String> names(List<RoutedStage> stages) {
        return stages.stream().map(stage -> stage.rule().name()).toList();
    }
}
