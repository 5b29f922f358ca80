package io.countersign.spring.page;

import io.countersign.spring.ApprovalProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page's colours for light or for dark: what the host chose, what follows from that, and what it left as it is.
 *
 * @param background behind everything
 * @param variables of the stylesheet that differ from those that it has itself
 * @param warnings about what people could not read, each a sentence
 */
record Palette(Color background, Map<String, Color> variables, List<String> warnings) {
    /** What text needs at least (WCAG 2, 1.4.3), and what other parts need (1.4.11). */
    private static final double TEXT = 4.5;

    private static final double PARTS = 3;

    /** As the stylesheet has them itself. */
    private enum Standard {
        LIGHT("approval.page.colors", "#f5f4f0", "#ffffff", "#1e1d1a", "#14614d"),
        DARK("approval.page.dark-colors", "#131312", "#1d1d1b", "#f1efea", "#7ed3b2");

        private final String property;
        private final Color background;
        private final Color surface;
        private final Color text;
        private final Color accent;

        Standard(String property, String background, String surface, String text, String accent) {
            this.property = property;
            this.background = Color.parse(background);
            this.surface = Color.parse(surface);
            this.text = Color.parse(text);
            this.accent = Color.parse(accent);
        }
    }

    static Palette light(ApprovalProperties.Colors chosen) {
        return of(Standard.LIGHT, chosen, null);
    }

    /** An accent that is chosen for light alone is lightened until it can be read in the dark. */
    static Palette dark(ApprovalProperties.Colors chosen, ApprovalProperties.Colors light) {
        String accent = light.accent();
        return of(Standard.DARK, chosen, accent == null ? null : Color.parse(accent));
    }

    private static Palette of(Standard standard, ApprovalProperties.Colors chosen, @Nullable Color lightAccent) {
        Color background = read(standard, "background", chosen.background(), standard.background);
        Color surface = read(standard, "surface", chosen.surface(), standard.surface);
        Color text = read(standard, "text", chosen.text(), standard.text);
        Color given = lightAccent == null ? standard.accent : lightAccent.readableOn(surface, Color.WHITE, TEXT);
        Color accent = read(standard, "accent", chosen.accent(), given);
        Color onAccent = read(standard, "on-accent", chosen.onAccent(), accent.text());
        Map<String, Color> variables = new LinkedHashMap<>();
        if (!accent.equals(standard.accent) || chosen.onAccent() != null) {
            variables.put("go", accent);
            variables.put("go-ink", onAccent);
            variables.put("go-hover", accent.mixed(onAccent.equals(Color.BLACK) ? Color.WHITE : Color.BLACK, 15));
            variables.put("mark", accent.readableOn(surface, text, TEXT));
        }
        if (chosen.background() != null || chosen.surface() != null || chosen.text() != null)
            ground(variables, background, surface, text);
        List<String> warnings = new ArrayList<>();
        warn(warnings, standard, "text", text, "background", background, TEXT);
        warn(warnings, standard, "text", text, "surface", surface, TEXT);
        warn(warnings, standard, "on-accent", onAccent, "accent", accent, TEXT);
        warn(warnings, standard, "accent", accent, "surface", surface, PARTS);
        return new Palette(background, variables, List.copyOf(warnings));
    }

    /** Everything between the text and what it stands on. */
    private static void ground(Map<String, Color> variables, Color background, Color surface, Color text) {
        variables.put("bg", background);
        variables.put("card", surface);
        variables.put("tint", surface.mixed(background, 40));
        variables.put("ink", text);
        variables.put("soft", text.mixed(background, 32).readableOn(background, text, TEXT + .4));
        variables.put("line", surface.mixed(text, 12));
        variables.put("edge", surface.mixed(text, 38).readableOn(surface, text, PARTS));
        variables.put("info-bg", background.mixed(text, 5));
    }

    /** What has to be added to the stylesheet; empty for nothing. */
    static String css(Palette light, Palette dark) {
        return light.rule(":root{", "}") + dark.rule("@media (prefers-color-scheme:dark){:root{", "}}");
    }

    private String rule(String before, String after) {
        if (variables.isEmpty()) return "";
        return variables.entrySet().stream()
                .map(variable ->
                        "--" + variable.getKey() + ":" + variable.getValue().css())
                .collect(Collectors.joining(";", before, after + "\n"));
    }

    private static Color read(Standard standard, String name, @Nullable String css, Color otherwise) {
        if (css == null || css.isBlank()) return otherwise;
        try {
            return Color.parse(css);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException(standard.property + "." + name + ": " + none.getMessage());
        }
    }

    private static void warn(
            List<String> warnings,
            Standard standard,
            String one,
            Color color,
            String other,
            Color ground,
            double least) {
        double contrast = color.contrast(ground);
        if (contrast >= least) return;
        // Cut, not rounded: 4.49 is not 4.5.
        double shown = Math.floor(contrast * 10) / 10;
        warnings.add(String.format(
                Locale.ROOT,
                "%s.%s %s on %s %s has a contrast of %.1f:1 and needs %.1f:1 to be seen by everybody.",
                standard.property,
                one,
                color.css(),
                other,
                ground.css(),
                shown,
                least));
    }
}
