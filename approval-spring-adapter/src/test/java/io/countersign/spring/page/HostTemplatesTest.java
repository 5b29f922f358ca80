package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import io.countersign.spring.ApprovalProperties;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** A host's own jte templates in place of ours, made as docs/page.md says: ours, and over them the host's. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostTemplatesTest {
    private static final Path OURS = Path.of("src/main/jte");
    private static final PageAddress ADDRESS = new PageAddress("/approval/review", "/approval/api/review");

    @TempDir
    Path folder;

    @Test
    void one_template_of_the_hosts_stands_wherever_ours_would() throws IOException {
        Path all = folder.resolve("all");
        copy(OURS, all);
        write(all.resolve("part/brand.jte"), """
                @import io.countersign.spring.page.Brand
                @param Brand brand
                <strong>Welcome to ${brand.name()}</strong>
                """);
        TemplateRenderer renderer = new TemplateRenderer("com.example.review", compiled(all, "com.example.review"));

        assertThat(rendered(renderer, door())).contains("<strong>Welcome to Review</strong>", "data-unlock");
        assertThat(rendered(renderer, error())).contains("<strong>Welcome to Review</strong>", "Nothing here");
    }

    @Test
    void pages_that_the_host_has_none_of_are_ours() throws IOException {
        Path own = folder.resolve("own");
        write(own.resolve("unlock.jte"), """
                @import io.countersign.spring.page.UnlockView
                @param UnlockView view
                <form method="post" action="${view.frame().to("/unlock")}">${view.frame().texts().get("unlock.title")}</form>
                """);
        TemplateRenderer renderer = new TemplateRenderer("com.example.doors", compiled(own, "com.example.doors"));

        assertThat(rendered(renderer, door()))
                .isEqualToIgnoringNewLines(
                        "<form method=\"post\" action=\"/approval/review/unlock\">Open your review</form>");
        assertThat(rendered(renderer, error()))
                .isEqualTo(rendered(ReviewPageRenderer.standard(), error()))
                .contains("<html");
    }

    @Test
    void a_package_without_any_of_the_pages_is_refused_at_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TemplateRenderer("com.example.nothing", getClass().getClassLoader()))
                .withMessageContaining("approval.page.templates is com.example.nothing");
    }

    @Test
    void our_templates_come_with_the_library_to_be_changed() throws IOException {
        try (Stream<Path> files = Files.walk(OURS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path name = OURS.relativize(file);
                if (!name.startsWith("mail"))
                    assertThat(TemplateRenderer.class.getResource("/io/countersign/spring/page/templates/"
                                    + name.toString().replace('\\', '/')))
                            .as(name.toString())
                            .isNotNull();
            }
        }
    }

    private static UnlockView door() {
        return new UnlockView(frame(), null);
    }

    private static ErrorView error() {
        return new ErrorView(frame(), "Nothing here", "It is gone.", null, false, List.of());
    }

    private static PageFrame frame() {
        ApprovalProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("approval", ApprovalProperties.class);
        MediaHosts hosts = new MediaHosts(List.of(), null, List.of());
        Branding branding = new Branding(properties.page(), new DefaultResourceLoader(), hosts, ADDRESS);
        return new Frames(new Languages(PageTexts.OURS, null), branding, ADDRESS)
                .closed(new Language(PageTexts.english(), false));
    }

    private static String rendered(ReviewPageRenderer renderer, PageView page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        renderer.render(page, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private ClassLoader compiled(Path templates, String into) throws IOException {
        Path classes = folder.resolve(into);
        TemplateEngine engine = TemplateEngine.create(
                new DirectoryCodeResolver(templates),
                classes,
                ContentType.Html,
                getClass().getClassLoader(),
                into);
        engine.setTrimControlStructures(true);
        engine.setClassPath(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        engine.precompileAll();
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        @Nullable Path parent = file.getParent();
        if (parent != null) Files.createDirectories(parent);
        Files.writeString(file, text);
    }
}
