package io.countersign.routing;

import io.countersign.content.Content;
import io.countersign.content.Media;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One content as the questions see it; each text was searched for all keywords at once, and it may have labels. */
final class Reading {
    private final Content content;
    private final String author;
    private final List<Place> places;
    private final List<Label> labels;

    /** Numbers of the keywords that stand in any place: most stand in none, and are asked for all the same. */
    private final BitSet anywhere = new BitSet();

    private Reading(Content content, String author, List<Place> places, List<Label> labels) {
        this.content = content;
        this.author = author;
        this.places = places;
        this.labels = labels;
        places.forEach(place -> anywhere.or(place.keywords));
    }

    static Reading of(Content content, String author, List<Label> labels, Keywords keywords) {
        List<Place> places = new ArrayList<>();
        String caption = content.caption();
        if (caption != null) places.add(new Place("caption", caption, keywords.in(caption)));
        String link = content.link();
        if (link != null) places.add(new Place("link", link, keywords.in(decoded(link))));
        for (int i = 0; i < content.media().size(); i++) {
            Media medium = content.media().get(i);
            String altText = medium.altText();
            if (altText != null) places.add(new Place("alt text of medium " + (i + 1), altText, keywords.in(altText)));
        }
        return new Reading(content, author, places, labels);
    }

    /** The same content, as if nobody had seen anything in it. */
    Reading withoutLabels() {
        return labels.isEmpty() ? this : new Reading(content, author, places, List.of());
    }

    Content content() {
        return content;
    }

    String author() {
        return author;
    }

    /** How sure a classifier is of that label; null where it did not see it. */
    @Nullable
    Confidence confidence(String label) {
        for (Label one : labels) if (one.name().equals(label)) return one.confidence();
        return null;
    }

    /** Where the keyword of that number stands first; null for nowhere. */
    @Nullable
    String whereKeyword(int number) {
        if (number == Keywords.NOTHING || !anywhere.get(number)) return null;
        for (Place place : places) if (place.keywords.get(number)) return place.name;
        return null;
    }

    /** Where the pattern is found first; null for nowhere. */
    @Nullable
    String wherePattern(SafePattern pattern) {
        for (Place place : places) if (pattern.isIn(place.text)) return place.name;
        return null;
    }

    /** In a URL, a word with letters beyond ASCII stands as percent signs and digits. */
    private static String decoded(String link) {
        try {
            return URLDecoder.decode(link, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return link;
        }
    }

    private record Place(String name, String text, BitSet keywords) {}
}
