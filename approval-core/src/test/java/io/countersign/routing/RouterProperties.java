package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Json;
import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.identity.ReviewerRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

class RouterProperties {
    private static final List<String> WORDS = List.of(
            "price", "Sale", "l'offre", "don't", "价格", "価", "ราคา", "#ad", "🔥", "über", "50%", "black", "friday");

    private static final List<String> STAGES = List.of("s0", "s1", "s2", "s3");

    @Property
    void routing_is_a_function(@ForAll("rules") List<Rule> rules, @ForAll("contents") Content content) {
        RoutingPolicy policy = policy(rules);
        Router router = Router.of(policy);
        List<RoutedStage> first = Policies.stages(router, content);

        assertThat(Policies.stages(router, content)).isEqualTo(first);
        RoutingPolicy stored = Json.read(Json.write(policy), RoutingPolicy.class);
        assertThat(Policies.stages(Router.of(stored), content)).isEqualTo(first);
    }

    @Property
    void stages_are_sorted_and_come_once(@ForAll("rules") List<Rule> rules, @ForAll("contents") Content content) {
        RoutingPolicy policy = policy(rules);

        List<StageRule> routed = Policies.stages(Router.of(policy), content).stream()
                .map(RoutedStage::rule)
                .toList();

        assertThat(routed)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.comparingInt(StageRule::order).thenComparing(policy.stages()::indexOf));
    }

    @Property
    void a_further_rule_takes_away_no_stage_and_no_reason_that_a_rule_gave(
            @ForAll("rules") List<Rule> rules,
            @ForAll("conditions") Condition condition,
            @ForAll("stages") List<String> then,
            @ForAll("contents") Content content,
            @ForAll @IntRange(max = 8) int at) {
        List<Rule> added = new ArrayList<>(rules);
        added.add(Math.min(at, rules.size()), new Rule("further", condition, then));

        List<String> before = reasons(rules, content);
        List<String> after = reasons(added, content);

        assertThat(after).containsAll(before);
        assertThat(after.stream().filter(reason -> !reason.contains("'further'")))
                .containsExactlyElementsOf(before);
        Statistics.label("some rule matched before").collect(!before.isEmpty());
        Statistics.label("some rule matched before")
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    }

    @Property
    void something_is_asked_for_whatever_the_content(
            @ForAll("rules") List<Rule> rules, @ForAll("contents") Content content) {
        assertThat(Policies.stages(Router.of(policy(rules)), content)).isNotEmpty();
    }

    @Property
    void a_condition_holds_or_its_opposite_does(
            @ForAll("conditions") Condition condition, @ForAll("contents") Content content) {
        Condition opposite = condition(null, null, null, null, condition);

        assertThat(holds(condition, content)).isNotEqualTo(holds(opposite, content));
    }

    @Property
    void a_classifier_can_only_add_stages(
            @ForAll("labelledRules") List<Rule> rules,
            @ForAll("contents") Content content,
            @ForAll("classifications") Classification classification) {
        Router router = Router.of(policy(rules));
        List<String> without = Policies.names(Policies.labelled(router, content));

        List<String> with = Policies.names(
                router.route(content, "maya", List.of(), classification).stages());

        assertThat(with).containsAll(without);
        Statistics.label("adds a stage").collect(with.size() > without.size());
        Statistics.label("adds a stage")
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    }

    @Property
    void a_surer_label_takes_no_stage_away(
            @ForAll("labelledRules") List<Rule> rules,
            @ForAll("contents") Content content,
            @ForAll @IntRange(max = 1000) int one,
            @ForAll @IntRange(max = 1000) int other) {
        Router router = Router.of(policy(rules));

        List<String> unsure = Policies.names(
                Policies.labelled(router, content, new Label("risky", new Confidence(Math.min(one, other)))));
        List<String> sure = Policies.names(
                Policies.labelled(router, content, new Label("risky", new Confidence(Math.max(one, other)))));

        assertThat(sure).containsAll(unsure);
    }

    @Property
    void a_keyword_is_found_among_other_words_however_it_is_written(
            @ForAll("words") String keyword, @ForAll("phrases") String before, @ForAll("phrases") String after) {
        Condition condition = condition(null, List.of(keyword), null, null, null);

        assertThat(holds(condition, captioned(before + " " + keyword + " " + after)))
                .isTrue();
        assertThat(holds(condition, captioned(before + ", " + keyword.toUpperCase(Locale.ROOT) + "!")))
                .isTrue();
    }

    @Property
    void any_keyword_with_something_to_look_for_is_found_in_itself(@ForAll @StringLength(max = 12) String keyword) {
        if (!Keywords.isUsable(keyword)) return;
        Keywords keywords = new Keywords();
        int number = keywords.add(keyword);

        assertThat(keywords.in(keyword).get(number)).isTrue();
        assertThat(keywords.in("(" + keyword + ")").get(number)).isTrue();
    }

    @Property
    void folding_twice_is_folding_once(@ForAll @StringLength(max = 12) String text) {
        String folded = Folding.fold(text);

        assertThat(Folding.fold(folded)).isEqualTo(folded);
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        return rules(conditions());
    }

    @Provide
    Arbitrary<List<Rule>> labelledRules() {
        return rules(labelledConditions());
    }

    /** Labels under {@code not} included, which no policy that was stored has. */
    private Arbitrary<Condition> labelledConditions() {
        Arbitrary<Condition> labels = Combinators.combine(
                        Arbitraries.of("risky", "medical"),
                        Arbitraries.doubles().between(0, 1).injectNull(0.3))
                .as((label, atLeast) -> new Condition(
                        null, null, null, null, null, null, null, null, label, atLeast, null, null, null));
        return Arbitraries.lazyOf(
                () -> labels,
                this::conditions,
                () -> labelledConditions()
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(all -> condition(null, null, all, null, null)),
                () -> labelledConditions()
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(any -> condition(null, null, null, any, null)),
                () -> labelledConditions().map(not -> condition(null, null, null, null, not)));
    }

    @Provide
    Arbitrary<Classification> classifications() {
        Arbitrary<Label> labels = Combinators.combine(
                        Arbitraries.of("risky", "medical", "other"),
                        Arbitraries.integers().between(0, 1000))
                .as((name, thousandths) -> new Label(name, new Confidence(thousandths)));
        return Arbitraries.oneOf(
                labels.list()
                        .ofMaxSize(3)
                        .uniqueElements(Label::name)
                        .map(given -> Policies.classified(given.toArray(Label[]::new))),
                Arbitraries.of(
                                Classification.Ending.ABSTAINED,
                                Classification.Ending.FAILED,
                                Classification.Ending.TIMED_OUT)
                        .map(Policies::unclassified));
    }

    private Arbitrary<List<Rule>> rules(Arbitrary<Condition> conditions) {
        return Combinators.combine(conditions, stages())
                .as((condition, stages) -> new Rule("r", condition, stages))
                .list()
                .ofMaxSize(6)
                .map(rules -> IntStream.range(0, rules.size())
                        .mapToObj(i -> new Rule(
                                "r" + i, rules.get(i).when(), rules.get(i).then()))
                        .toList());
    }

    @Provide
    Arbitrary<List<String>> stages() {
        return Arbitraries.of(STAGES).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Arbitraries.lazyOf(
                () -> words().list().ofMinSize(1).ofMaxSize(3).map(words -> condition(null, words, null, null, null)),
                () -> words().list().ofMinSize(1).ofMaxSize(3).map(words -> condition(null, words, null, null, null)),
                () -> channels().list().ofMinSize(1).ofMaxSize(2).map(all -> condition(all, null, null, null, null)),
                () -> Combinators.combine(channels(), words())
                        .as((channel, word) -> condition(List.of(channel), List.of(word), null, null, null)),
                () -> conditions().list().ofMinSize(1).ofMaxSize(2).map(all -> condition(null, null, all, null, null)),
                () -> conditions().list().ofMinSize(1).ofMaxSize(2).map(any -> condition(null, null, null, any, null)),
                () -> conditions().map(not -> condition(null, null, null, null, not)));
    }

    @Provide
    Arbitrary<Content> contents() {
        return Combinators.combine(channels(), phrases(), phrases())
                .as((channel, caption, altText) -> new Content(
                        new Target(channel, "acme"),
                        caption,
                        null,
                        List.of(new Media("https://cdn.example/a.png", Media.Type.IMAGE, altText, null)),
                        null,
                        List.of(),
                        null));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(WORDS);
    }

    @Provide
    Arbitrary<String> phrases() {
        return Arbitraries.of(
                        "price",
                        "SALE",
                        "l’offre",
                        "don’t",
                        "新价格",
                        "価値",
                        "ราคาพิเศษ",
                        "#AD",
                        "🔥🔥",
                        "uber",
                        "50%",
                        "cat")
                .list()
                .ofMaxSize(4)
                .map(words -> String.join(" ", words));
    }

    private static Arbitrary<Channel> channels() {
        return Arbitraries.of("X", "LINKEDIN", "TIKTOK").map(Channel::new);
    }

    private static Condition condition(
            @Nullable List<Channel> channel,
            @Nullable List<String> keyword,
            @Nullable List<Condition> all,
            @Nullable List<Condition> any,
            @Nullable Condition not) {
        return new Condition(channel, null, null, null, null, keyword, null, null, null, null, all, any, not);
    }

    private static RoutingPolicy policy(List<Rule> rules) {
        List<StageRule> stages = IntStream.range(0, STAGES.size())
                .mapToObj(i -> new StageRule(
                        STAGES.get(i),
                        (i * 7) % 3,
                        List.of(new ReviewerRef.Group("g")),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new RoutingPolicy(stages, rules, List.of("s3"), List.of("s1"), null, null, null, null, null);
    }

    private static List<String> reasons(List<Rule> rules, Content content) {
        return Policies.stages(Router.of(policy(rules)), content).stream()
                .flatMap(stage -> stage.because().stream()
                        .filter(reason -> reason.startsWith("rule "))
                        .map(reason -> stage.rule().name() + " " + reason))
                .toList();
    }

    private static boolean holds(Condition condition, Content content) {
        return !reasons(List.of(new Rule("r", condition, List.of("s0"))), content)
                .isEmpty();
    }

    private static Content captioned(String caption) {
        return Contents.withCaption(caption);
    }
}
