package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Versions;
import io.countersign.content.Content;
import io.countersign.content.Diff;
import io.countersign.content.Media;
import io.countersign.identity.PostId;
import io.countersign.spring.page.ChangesView.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows a reviewer what changed since they last decided. */
final class Changes {
    /** Of text that stayed the same, so much stands around what changed. */
    private static final int CONTEXT = 80;

    private final Approvals approvals;
    private final Cards cards;

    Changes(Approvals approvals, Cards cards) {
        this.approvals = approvals;
        this.cards = cards;
    }

    /** Null where they decided on nothing yet, or on this very version. */
    @Nullable
    ChangesView since(Visit visit, PostId post) {
        Versions.Comparison compared = approvals.versions().diffSinceDecision(visit.call(), post);
        Integer from = compared.from();
        if (from == null || from == compared.to()) return null;
        Diff diff = compared.diff();
        Set<Diff.Field> changed = diff.changed();
        return new ChangesView(
                from,
                changed.contains(Diff.Field.CAPTION) ? caption(diff.caption()) : List.of(),
                changed.contains(Diff.Field.MEDIA) ? media(diff) : List.of(),
                fields(diff));
    }

    private static List<ChangesView.Piece> caption(List<Diff.Piece> pieces) {
        List<ChangesView.Piece> shown = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            Diff.Piece piece = pieces.get(i);
            String text =
                    piece.op() == Diff.Op.EQUAL ? around(piece.text(), i > 0, i < pieces.size() - 1) : piece.text();
            shown.add(new ChangesView.Piece(Op.valueOf(piece.op().name()), text));
        }
        return shown;
    }

    /** Its ends next to changes, with dots for what is left out. */
    private static String around(String text, boolean after, boolean before) {
        List<String> graphemes = Counting.graphemes(text);
        int shown = (after ? CONTEXT : 0) + (before ? CONTEXT : 0);
        if (graphemes.size() <= shown + CONTEXT) return text;
        String head = after ? String.join("", graphemes.subList(0, CONTEXT)) : "";
        String tail = before ? String.join("", graphemes.subList(graphemes.size() - CONTEXT, graphemes.size())) : "";
        return head + " … " + tail;
    }

    private List<ChangesView.Medium> media(Diff diff) {
        Map<String, Media> before = byUrl(diff.from());
        Map<String, Media> after = byUrl(diff.to());
        List<ChangesView.Medium> changed = new ArrayList<>();
        after.forEach((key, medium) -> {
            Media former = before.get(key);
            if (former == null) changed.add(new ChangesView.Medium(Op.INSERT, cards.media(medium), null));
            else if (!Objects.equals(former.altText(), medium.altText()))
                changed.add(new ChangesView.Medium(
                        Op.CHANGE, cards.media(medium), Objects.requireNonNullElse(former.altText(), "")));
        });
        before.forEach((key, medium) -> {
            if (!after.containsKey(key)) changed.add(new ChangesView.Medium(Op.DELETE, cards.media(medium), null));
        });
        // What remains is their order.
        return changed;
    }

    /** A medium whose bytes changed is another one. */
    private static Map<String, Media> byUrl(Content content) {
        Map<String, Media> media = new LinkedHashMap<>();
        content.media().forEach(medium -> media.putIfAbsent(medium.url() + " " + medium.sha256(), medium));
        return media;
    }

    private static List<ChangesView.Field> fields(Diff diff) {
        Content from = diff.from();
        Content to = diff.to();
        List<ChangesView.Field> fields = new ArrayList<>();
        add(fields, "target", target(from), target(to));
        add(fields, "link", from.link(), to.link());
        add(fields, "order", order(diff, from), order(diff, to));
        add(fields, "category", from.category(), to.category());
        add(fields, "campaign", String.join(", ", from.campaign()), String.join(", ", to.campaign()));
        add(fields, "note", from.note(), to.note());
        return fields;
    }

    private static void add(List<ChangesView.Field> fields, String name, @Nullable String from, @Nullable String to) {
        String before = from == null || from.isEmpty() ? null : from;
        String after = to == null || to.isEmpty() ? null : to;
        if (!Objects.equals(before, after)) fields.add(new ChangesView.Field("changes." + name, before, after));
    }

    private static String target(Content content) {
        return ChannelView.of(content.target().channel().name()).name() + " · "
                + content.target().account();
    }

    /** The media in their order, where nothing but that changed. */
    private static String order(Diff diff, Content content) {
        boolean same = byUrl(diff.from()).keySet().equals(byUrl(diff.to()).keySet());
        return same ? String.join(", ", content.media().stream().map(Media::url).toList()) : "";
    }
}
