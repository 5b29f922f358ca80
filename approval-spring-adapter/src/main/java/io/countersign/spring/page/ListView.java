package io.countersign.spring.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The list of posts.
 *
 * @param tab which of the two lists is shown
 * @param waiting how many posts wait for the reviewer, {@code null} where it is not counted
 * @param decided how many posts they decided, {@code null} where it is not counted
 * @param next cursor of the next page
 * @param select which posts start selected: {@code all}, a group's key, or empty for none
 * @param groups of posts that can be selected together
 * @param results what became of each decision of the form that was just sent, in its order
 * @param typedNote the note of a form over several posts that was not recorded for all of them
 */
public record ListView(
        PageFrame frame,
        Tab tab,
        @Nullable Integer waiting,
        @Nullable Integer decided,
        List<CardView> cards,
        @Nullable String next,
        String select,
        List<GroupView> groups,
        @Nullable Notice notice,
        List<ResultView> results,
        @Nullable String typedNote)
        implements PageView {

    /** The two lists. */
    public enum Tab {
        WAITING,
        DECIDED
    }

    /** The query that shows this list from its start. */
    public String query() {
        return "?show=" + tab.name().toLowerCase(Locale.ROOT);
    }

    /** The query that shows the next page of this list. */
    public String nextQuery() {
        return next == null ? query() : query() + "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The query that shows this list from its start with these selected. */
    public String selectQuery(String which) {
        return query() + (which.isEmpty() ? "" : "&select=" + URLEncoder.encode(which, StandardCharsets.UTF_8));
    }

    /** Whether a post starts selected. */
    public boolean selects(CardView card) {
        return card.selected()
                || select.equals("all")
                || select.equals("day:" + card.day())
                || select.equals("channel:" + card.preview().channel().name());
    }

    /** Whether the list offers to decide several posts at once. */
    public boolean bulk() {
        return tab == Tab.WAITING && cards.stream().anyMatch(card -> card.may().decide());
    }
}
