package io.countersign.spring.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;

/** Renders pages from the precompiled templates. Safe for use by many threads. */
public final class PageRenderer {

    private static final String TEMPLATES = "io.countersign.spring.page.jte";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, PageRenderer.class.getClassLoader(), TEMPLATES);

    /** The page as text. */
    public String render(PageView page) {
        var output = new StringOutput();
        render(page, output);
        return output.toString();
    }

    /** Writes the page in UTF-8, all of it or, where the template fails, nothing. */
    public void render(PageView page, OutputStream out) throws IOException {
        var output = new Utf8ByteOutput();
        render(page, output);
        output.writeTo(out);
    }

    private void render(PageView page, TemplateOutput output) {
        engine.render(template(page), page, output);
    }

    private static String template(PageView page) {
        if (page instanceof UnlockView) {
            return "unlock.jte";
        }
        if (page instanceof ListView) {
            return "list.jte";
        }
        return page instanceof PostView ? "post.jte" : "error.jte";
    }
}
