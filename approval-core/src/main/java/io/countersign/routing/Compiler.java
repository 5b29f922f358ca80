package io.countersign.routing;

import io.countersign.content.Channel;
import io.countersign.content.Content;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the conditions of one policy into questions that share one set of keywords. */
final class Compiler {
    private final Keywords keywords = new Keywords();

    Keywords keywords() {
        return keywords;
    }

    /**
     * @throws IllegalArgumentException for what {@link PolicyCheck} refuses
     */
    Question compile(Condition condition) {
        List<Question> questions = new ArrayList<>();
        addValues(condition, questions);
        List<String> words = condition.keyword();
        if (words != null)
            questions.add(new Question.Keyword(
                    words, words.stream().mapToInt(keywords::add).toArray()));
        String label = condition.label();
        if (label != null) {
            Double atLeast = condition.atLeast();
            questions.add(new Question.Label(label, atLeast == null ? null : Confidence.of(atLeast)));
        }
        List<Condition> all = condition.all();
        if (all != null) questions.add(new Question.Every(compile(all)));
        List<Condition> any = condition.any();
        if (any != null) questions.add(new Question.Some(compile(any)));
        Condition not = condition.not();
        if (not != null) questions.add(new Question.Not(compile(not)));
        // Last, as the dearest: it is not asked where something else already fails.
        List<String> expressions = condition.pattern();
        if (expressions != null)
            questions.add(new Question.Pattern(
                    expressions, expressions.stream().map(SafePattern::of).toList()));
        if (questions.isEmpty()) throw new IllegalArgumentException("An empty condition would hold for everything");
        return questions.size() == 1 ? questions.get(0) : new Question.Every(questions);
    }

    private List<Question> compile(List<Condition> conditions) {
        if (conditions.isEmpty()) throw new IllegalArgumentException("A list of conditions must not be empty");
        return conditions.stream().map(this::compile).toList();
    }

    private static void addValues(Condition condition, List<Question> questions) {
        List<Channel> channels = condition.channel();
        if (channels != null)
            add(
                    "channel",
                    names(channels),
                    reading -> Set.of(reading.content().target().channel().name()),
                    questions);
        add(
                "account",
                condition.account(),
                reading -> Set.of(reading.content().target().account()),
                questions);
        add("category", condition.category(), reading -> category(reading.content()), questions);
        add("campaign", condition.campaign(), reading -> reading.content().campaign(), questions);
        add("author", condition.author(), reading -> Set.of(reading.author()), questions);
        var types = condition.mediaType();
        if (types != null)
            add(
                    "media type",
                    types.stream().map(Enum::name).toList(),
                    reading -> mediaTypes(reading.content()),
                    questions);
    }

    private static void add(
            String key,
            @Nullable List<String> values,
            Function<Reading, Collection<String>> actual,
            List<Question> questions) {
        if (values != null) questions.add(new Question.Value(key, values, actual));
    }

    private static List<String> names(List<Channel> channels) {
        return channels.stream().map(Channel::name).toList();
    }

    private static Set<String> category(Content content) {
        String category = content.category();
        return category == null ? Set.of() : Set.of(category);
    }

    private static Set<String> mediaTypes(Content content) {
        return content.media().stream().map(medium -> medium.type().name()).collect(Collectors.toSet());
    }
}
