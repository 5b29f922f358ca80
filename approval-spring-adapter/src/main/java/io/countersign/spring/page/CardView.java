package io.countersign.spring.page;

import io.countersign.canonical.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post as the reviewer sees it.
 *
 * @param id of the post
 * @param version the version shown, which a decision names
 * @param digest of that version
 * @param author who wrote the note
 * @param scheduled when it goes out, {@code null} where no time is set
 * @param zone the author's zone, such as {@code Europe/Berlin}
 * @param missed whether its time has passed without publishing
 * @param unpinnedMedia whether media could still change behind their URL
 * @param note the creator's note for the reviewer
 * @param campaign the campaign's tags
 * @param status of the post, such as {@code IN_REVIEW}
 * @param beingRevised whether a newer version is being written that is not submitted yet
 * @param hold what keeps it from going out; {@code null} for nothing
 * @param selected whether the post starts selected
 * @param draft what the reader typed in a form that was refused
 */
public record CardView(
        String id,
        int version,
        String digest,
        PreviewView preview,
        @Nullable String author,
        @Nullable MomentView scheduled,
        String zone,
        boolean missed,
        boolean unpinnedMedia,
        @Nullable String note,
        @Nullable String category,
        List<String> campaign,
        String status,
        boolean beingRevised,
        RoundView round,
        MayView may,
        @Nullable HoldView hold,
        boolean selected,
        @Nullable Draft draft) {

    private static final int FIRST_WORDS = 80;

    /** Stands in the place of a verdict for the form that keeps a post from going out. */
    public static final String HOLD = "HOLD";

    /**
     * What the reader typed in a form that was refused, so that nothing is typed twice.
     *
     * @param problem why it was refused
     * @param verdict the verdict of that form, {@code null} for a new time
     * @param suggestion the caption of that form
     * @param scheduledAt the local time of that form
     * @param offsets from UTC, which the clocks show at that local time one after the other; of any other time none
     */
    public record Draft(
            String problem,
            @Nullable String verdict,
            @Nullable String note,
            @Nullable String suggestion,
            @Nullable String scheduledAt,
            List<String> offsets) {}

    /** The value of the form field {@code post}: what exactly is decided on. */
    public String ticket() {
        return id + ":" + version + ":" + digest;
    }

    /** How the post is called in a label, such as "LinkedIn · acme-corp". */
    public String label() {
        return preview.channel().name() + " · " + preview.account();
    }

    /** The local day on which it goes out, such as {@code 2026-12-01}; empty where no time is set. */
    public String day() {
        return scheduled == null
                ? ""
                : scheduled.local().substring(0, scheduled.local().indexOf('T'));
    }

    /** The caption's beginning in one line, by which it is recognised in a list. */
    public String firstWords() {
        CaptionView caption = preview.caption();
        String line = caption == null ? "" : caption.head().strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= FIRST_WORDS) return line;
        return line.substring(0, line.offsetByCodePoints(0, FIRST_WORDS)) + "\u2026";
    }

    /** The caption as typed, which a suggestion begins with. */
    public String suggested(String verdict) {
        String typed = draft != null && verdict.equals(draft.verdict()) ? draft.suggestion() : null;
        CaptionView caption = preview.caption();
        return typed != null ? typed : caption == null ? "" : caption.whole();
    }

    /** Tells whether a suggestion is another caption than this one. */
    public String captionDigest() {
        CaptionView caption = preview.caption();
        return Digest.of(caption == null ? "" : caption.whole().replace("\r\n", "\n"))
                .hex();
    }

    /** Why this form was refused, if it was. */
    public boolean drafted(String verdict) {
        return draft != null && verdict.equals(draft.verdict());
    }

    /** The note typed for this verdict in a form that was refused. */
    public @Nullable String draftedNote(String verdict) {
        return draft != null && verdict.equals(draft.verdict()) ? draft.note() : null;
    }
}
