package io.countersign.demo;

import java.util.ArrayList;
import java.util.List;

/** A window and its reader's preferences. */
record Look(int width, int height, boolean dark, String language) {
    /** From the narrowest on, both themes, both directions; 640 is a desktop at 200 %. */
    static final List<Look> SOME = List.of(
            new Look(320, 640, false, "fr"),
            new Look(390, 844, true, "en"),
            new Look(640, 400, false, "es"),
            new Look(768, 1024, false, "ar"),
            new Look(1280, 800, false, "en"));

    /** Each width that pictures are looked at in, light, dark and from right to left, and the other languages. */
    static List<Look> all() {
        List<Look> all = new ArrayList<>(List.of(
                new Look(320, 640, false, "fr"),
                new Look(640, 400, false, "es"),
                new Look(768, 1024, false, "de"),
                new Look(1440, 900, false, "ja")));
        for (int width : List.of(360, 390, 768, 1280)) {
            int height = width < 700 ? 844 : width < 1000 ? 1024 : 800;
            all.add(new Look(width, height, false, "en"));
            all.add(new Look(width, height, true, "en"));
            all.add(new Look(width, height, false, "ar"));
        }
        return all;
    }

    boolean phone() {
        return width < 600;
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark-" : "-light-") + language;
    }
}
