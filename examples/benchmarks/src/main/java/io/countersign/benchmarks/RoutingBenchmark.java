package io.countersign.benchmarks;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import io.countersign.identity.ReviewerRef;
import io.countersign.routing.Condition;
import io.countersign.routing.Route;
import io.countersign.routing.Router;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 1,000 rules with 10,000 keywords of many scripts, asked about a caption of 3,000 characters; the goal is 1 ms at the median. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoutingBenchmark {
    /** Where the caption's words come from. */
    public enum Script {
        LATIN("abcdefghijklmnopqrstuvwxyz", " "),
        ACCENTED("aàáâbcçdeéèêfghiïjklmnñoöøpqrsßtuüvwxyz", " "),
        CYRILLIC("абвгдежзийклмнопрстуфхцчшщъыьэюя", " "),
        ARABIC("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", " "),
        DEVANAGARI("अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधन", " "),
        HAN("价格折扣优惠医疗健康投资回报保证免费赠送限时独家官方首发新品上市", ""),
        THAI("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", ""),
        EMOJI("🔥🎉💊💉💰🚀🎁🏆", " "),
        MIXED("", " ");

        private final int[] letters;
        private final String space;

        Script(String letters, String space) {
            this.letters = letters.codePoints().toArray();
            this.space = space;
        }

        String word(Random random) {
            StringBuilder word = new StringBuilder();
            int length = space.isEmpty() ? 2 : this == EMOJI ? 1 : 3 + random.nextInt(6);
            for (int i = 0; i < length; i++) word.appendCodePoint(letters[random.nextInt(letters.length)]);
            return word.toString();
        }
    }

    private static final int RULES = 1_000;
    private static final int KEYWORDS = 10;
    private static final int CAPTION = 3_000;

    @Param
    Script script = Script.MIXED;

    private Router router = Router.of(RoutingPolicy.NONE);
    private Content content = content("");

    @Setup
    public void fill() {
        Random random = new Random(42);
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            List<String> keywords = new ArrayList<>();
            for (int j = 0; j < KEYWORDS; j++) keywords.add(words(Script.MIXED, random));
            rules.add(new Rule(
                    "rule " + i,
                    new Condition(null, null, null, null, null, keywords, null, null, null, null, null, null, null),
                    List.of("stage " + i % 10)));
        }
        List<StageRule> stages = new ArrayList<>();
        for (int i = 0; i < 10; i++)
            stages.add(StageRule.of("stage " + i, i, List.of(new ReviewerRef.Group("legal")), null));
        router = Router.of(
                new RoutingPolicy(stages, rules, List.of("stage 0"), List.of(), null, null, null, null, null));
        content = content(caption(script, random));
    }

    @Benchmark
    public Route route() {
        return router.route(content, "maya", List.of(), null);
    }

    private static String words(Script script, Random random) {
        Script one = script == Script.MIXED ? Script.values()[random.nextInt(Script.MIXED.ordinal())] : script;
        String word = one.word(random);
        return random.nextInt(4) == 0 ? word + one.space + one.word(random) : word;
    }

    private static String caption(Script script, Random random) {
        StringBuilder caption = new StringBuilder();
        while (caption.codePointCount(0, caption.length()) < CAPTION)
            caption.append(words(script, random)).append(script.space);
        return caption.substring(0, caption.offsetByCodePoints(0, CAPTION));
    }

    private static Content content(String caption) {
        return new Content(
                new Target(new Channel("LINKEDIN"), "acme-corp"), caption, null, List.of(), null, List.of(), null);
    }
}
