package io.countersign;

import static io.countersign.contract.office.Office.stage;

import io.countersign.content.Channel;
import io.countersign.routing.Condition;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Policies of an office, made by chance, whose rules and contents meet often. */
final class SomePolicies {
    static final List<String> WORDS = List.of("price", "cure", "sale", "über", "价格", "🔥");
    static final List<String> LABELS = List.of("risky", "medical", "claim");
    static final List<String> CHANNELS = List.of("LINKEDIN", "X", "TIKTOK");

    /** Stages that can be cleared, whoever wrote. */
    private static final List<StageRule> CLEARABLE = List.of(
            stage("legal", 10, Quorum.ANY, "group:legal"),
            stage("both", 10, Quorum.ALL, "group:legal", "user:vera"),
            stage("boss", 20, new Quorum.AtLeast(1), "user:vera"),
            stage("half", 0, new Quorum.Share(50), "group:legal", "user:vera"));

    /** One that only those may clear who did not write, and one that nobody can. */
    private static final List<StageRule> HARD = List.of(
            stage("peer", 5, new Quorum.AtLeast(1), "user:maya"), stage("ghosts", 30, Quorum.ANY, "group:nobody"));

    private final Random random;

    SomePolicies(Random random) {
        this.random = random;
    }

    /** One that refuses nothing. */
    RoutingPolicy lenient() {
        return policy(CLEARABLE, false, false);
    }

    RoutingPolicy any() {
        List<StageRule> stages = new ArrayList<>(CLEARABLE);
        for (StageRule hard : HARD) if (random.nextBoolean()) stages.add(hard);
        return policy(stages, random.nextBoolean(), random.nextInt(4) == 0);
    }

    private RoutingPolicy policy(List<StageRule> stages, boolean reviewRequired, boolean distinctReviewers) {
        List<Rule> rules = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) rules.add(new Rule("r" + i, condition(2), some(stages, 1)));
        return new RoutingPolicy(
                stages,
                rules,
                some(stages, 0),
                some(stages, 0),
                reviewRequired,
                random.nextBoolean(),
                distinctReviewers,
                false,
                false);
    }

    private List<String> some(List<StageRule> stages, int least) {
        List<String> names = new ArrayList<>();
        int count = least + random.nextInt(2);
        for (int i = 0; i < count; i++)
            names.add(stages.get(random.nextInt(stages.size())).name());
        return names;
    }

    private Condition condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> simple(List.of(new Channel(one(CHANNELS))), null, null);
            case 1 -> simple(null, List.of(random.nextBoolean() ? "maya" : "mark"), null);
            case 2 -> simple(null, null, List.of(one(WORDS), one(WORDS)));
            case 3, 4, 5 -> label();
            case 6 -> nested(List.of(condition(depth - 1), condition(depth - 1)), null, null);
            case 7 -> nested(null, List.of(condition(depth - 1), condition(depth - 1)), null);
            default -> nested(null, null, simple(null, null, List.of(one(WORDS))));
        };
    }

    private Condition label() {
        Double atLeast = random.nextBoolean() ? null : random.nextInt(1001) / 1000.0;
        return new Condition(null, null, null, null, null, null, null, null, one(LABELS), atLeast, null, null, null);
    }

    private static Condition simple(
            @Nullable List<Channel> channel, @Nullable List<String> author, @Nullable List<String> keyword) {
        return new Condition(channel, null, null, null, author, keyword, null, null, null, null, null, null, null);
    }

    private static Condition nested(
            @Nullable List<Condition> all, @Nullable List<Condition> any, @Nullable Condition not) {
        return new Condition(null, null, null, null, null, null, null, null, null, null, all, any, not);
    }

    String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
