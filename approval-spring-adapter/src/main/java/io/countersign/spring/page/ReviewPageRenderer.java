package io.countersign.spring.page;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the reviewer's pages. A bean of the host's replaces ours, for all pages or, by asking {@link #standard()}, for some;
 * everything else stays as it is: what a reader may see, forms, headers, languages and static files.
 */
@FunctionalInterface
public interface ReviewPageRenderer {
    /**
     * Writes a page as HTML in UTF-8, all of it or, where that fails, nothing. Called by many threads at a time.
     *
     * @param page what it shows; texts of people in it are as they typed them, and have to be escaped
     */
    void render(PageView page, OutputStream out) throws IOException;

    /** Ours. */
    static ReviewPageRenderer standard() {
        return new TemplateRenderer(null, ReviewPageRenderer.class.getClassLoader());
    }
}
