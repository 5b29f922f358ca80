package io.countersign.routing;

import io.countersign.canonical.Sparse;
import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.problem.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of a content. What is null asks nothing; what is not must all hold, and a list holds when any of its
 * values does. At least one component is not null.
 *
 * @param channel the content goes to one of these
 * @param account the content goes to one of these accounts, compared exactly
 * @param category the content's category is one of these, compared exactly
 * @param campaign one of the content's campaign tags is one of these, compared exactly
 * @param author the author of the post is one of these users
 * @param keyword one of these stands as whole words, in any case and with any accents, in caption, link or an alternative
 *     text; in scripts written without spaces, anywhere. Of several words: one after the other
 * @param pattern one of these regular expressions (RE2 syntax) is found in caption, link or an alternative text
 * @param mediaType one of the content's media is of one of these types
 * @param label a classifier gave the content this label
 * @param atLeast with what confidence, from 0 to 1; null for any; only with a label
 * @param all all of these hold
 * @param any one of these holds
 * @param not this does not hold
 */
@Sparse
public record Condition(
        @Nullable @Size(min = 1, max = 100) List<@NotNull Channel> channel,
        @Nullable @Size(min = 1, max = 1000) List<@NotNull @Text(min = 1, max = 200) String> account,
        @Nullable @Size(min = 1, max = 1000) List<@NotNull @Text(min = 1, max = 200) String> category,
        @Nullable @Size(min = 1, max = 1000) List<@NotNull @Text(min = 1, max = 200) String> campaign,
        @Nullable @Size(min = 1, max = 1000) List<@NotNull @Text(min = 1, max = 200) String> author,
        @Nullable @Size(min = 1, max = 10_000) List<@NotNull @Text(min = 1, max = 200) String> keyword,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Text(min = 1, max = 1000) String> pattern,
        @Nullable @Size(min = 1, max = 4) List<Media.@NotNull Type> mediaType,
        @Nullable @Text(min = 1, max = 200) String label,
        @Nullable Double atLeast,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Condition> all,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Condition> any,
        @Nullable @Valid Condition not) {
    public Condition {
        channel = Given.orNull(channel);
        account = Given.orNull(account);
        category = Given.orNull(category);
        campaign = Given.orNull(campaign);
        author = Given.orNull(author);
        keyword = Given.orNull(keyword);
        pattern = Given.orNull(pattern);
        mediaType = Given.orNull(mediaType);
        all = Given.orNull(all);
        any = Given.orNull(any);
    }

    /** Whether it, or one that it holds, asks what only a classifier can tell. */
    boolean asksForLabels() {
        return label != null || some(all) || some(any) || not != null && not.asksForLabels();
    }

    private static boolean some(@Nullable List<Condition> conditions) {
        return conditions != null && conditions.stream().anyMatch(Condition::asksForLabels);
    }
}
