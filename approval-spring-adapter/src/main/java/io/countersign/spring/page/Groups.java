package io.countersign.spring.page;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which posts of a list a reader may want to select together: those of a day, those of a channel. */
final class Groups {
    private final PageTexts texts;

    Groups(PageTexts texts) {
        this.texts = texts;
    }

    /** Only where they are some of the posts, and not all. */
    List<GroupView> of(List<CardView> cards) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(texts.get("day.pattern"), texts.locale());
        Map<String, Integer> days = new TreeMap<>();
        Map<String, Integer> channels = new LinkedHashMap<>();
        for (CardView card : cards) {
            if (!card.may().decide()) continue;
            days.merge(card.day(), 1, Integer::sum);
            channels.merge(card.preview().channel().name(), 1, Integer::sum);
        }
        List<GroupView> groups = new ArrayList<>();
        if (days.size() > 1)
            days.forEach((day, count) -> groups.add(new GroupView(
                    "day:" + day,
                    day.isEmpty()
                            ? texts.get("card.when.none")
                            : LocalDate.parse(day).format(format),
                    count)));
        if (channels.size() > 1)
            channels.forEach((channel, count) -> groups.add(new GroupView("channel:" + channel, channel, count)));
        return groups;
    }
}
