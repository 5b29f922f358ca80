package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that could not be shown.
 *
 * @param title what happened, in a few words
 * @param sentence what that means for the reader
 * @param advice what to do now
 * @param offerUnlock whether the form for link and password follows, as after an expired session
 * @param typed what the reader wrote in a form that could not be taken
 */
public record ErrorView(
        PageFrame frame,
        String title,
        String sentence,
        @Nullable String advice,
        boolean offerUnlock,
        List<String> typed)
        implements PageView {

    /** The same with what was written. */
    ErrorView keeping(List<String> written) {
        return new ErrorView(frame, title, sentence, advice, offerUnlock, written);
    }
}
