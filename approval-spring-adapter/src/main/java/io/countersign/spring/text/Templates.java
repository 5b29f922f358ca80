package io.countersign.spring.text;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/** Engines for templates that were compiled when their module was built. */
public final class Templates {
    private static final String OURS = "io.countersign.spring.page.jte";

    private Templates() {}

    /** For our pages and letters. */
    public static TemplateEngine ours() {
        return of(OURS, Templates.class.getClassLoader());
    }

    /**
     * For the templates of a package.
     *
     * @param classes that the package is found by
     */
    public static TemplateEngine of(String templates, ClassLoader classes) {
        // An engine without a folder of classes takes the thread's loader, whichever it is told.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return TemplateEngine.createPrecompiled(null, ContentType.Html, classes, templates);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
