package io.countersign.spring.page;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.countersign.spring.text.Templates;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes pages by precompiled jte templates: the host's, and ours where it has none. */
final class TemplateRenderer implements ReviewPageRenderer {
    private static final List<String> PAGES = List.of("unlock.jte", "list.jte", "post.jte", "error.jte");

    private final TemplateEngine ours;
    private final @Nullable TemplateEngine hosts;
    private final Set<String> replaced;

    /** @param hosts package of the host's templates, null for none */
    TemplateRenderer(@Nullable String hosts, ClassLoader classes) {
        this.ours = Templates.ours();
        this.hosts = hosts == null ? null : Templates.of(hosts, classes);
        this.replaced = hosts == null
                ? Set.of()
                : PAGES.stream().filter(page -> has(page, hosts, classes)).collect(Collectors.toUnmodifiableSet());
        if (hosts != null && replaced.isEmpty())
            throw new IllegalArgumentException(
                    "approval.page.templates is %s, and that package holds none of the page's templates %s: generate them into it with the jte plugin"
                            .formatted(hosts, PAGES));
    }

    @Override
    public void render(PageView page, OutputStream out) throws IOException {
        String template = template(page);
        TemplateEngine engine = hosts != null && replaced.contains(template) ? hosts : ours;
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, page, output);
        output.writeTo(out);
    }

    /** By the class that jte makes of a template: an engine of precompiled ones has none to tell. */
    private static boolean has(String page, String hosts, ClassLoader classes) {
        String name = "Jte" + page.substring(0, page.indexOf('.')) + "Generated";
        return classes.getResource(hosts.replace('.', '/') + "/" + name + ".class") != null;
    }

    private static String template(PageView page) {
        if (page instanceof UnlockView) return "unlock.jte";
        if (page instanceof ListView) return "list.jte";
        return page instanceof PostView ? "post.jte" : "error.jte";
    }
}
