package io.countersign.spring.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post as the reviewer sees it.
 *
 * @param id of the post
 * @param version the version shown, which a decision names
 * @param digest of that version
 * @param channel where it goes
 * @param account whose account it goes to
 * @param author who wrote it
 * @param caption exactly as typed
 * @param link the link the post carries
 * @param scheduled when it goes out, {@code null} where no time is set
 * @param zone the author's zone, such as {@code Europe/Berlin}
 * @param missed whether its time has passed without publishing
 * @param unpinnedMedia whether media could still change behind their URL
 * @param note the creator's note for the reviewer
 * @param campaign the campaign's tags
 * @param status of the post, such as {@code IN_REVIEW}
 * @param beingRevised whether a newer version is being written that is not submitted yet
 * @param stage the open stage that waits for the reviewer, {@code null} where none does
 * @param due when that stage's answer is due
 * @param others how many other people have decided in the round
 * @param mine the reviewer's last decision on this post, of any version
 * @param answered whether that decision counts in the present round
 * @param mayDecide whether a decision can be taken or changed now
 * @param needsAccount whether the stage that waits takes no decision through a link
 * @param mayReschedule whether a new time can be set now
 * @param selected whether the post starts selected
 * @param draft what the reader typed in a form that was refused
 */
public record CardView(
        String id,
        int version,
        String digest,
        ChannelView channel,
        String account,
        @Nullable String author,
        @Nullable String caption,
        List<MediaView> media,
        @Nullable LinkView link,
        @Nullable MomentView scheduled,
        String zone,
        boolean missed,
        boolean unpinnedMedia,
        @Nullable String note,
        @Nullable String category,
        List<String> campaign,
        String status,
        boolean beingRevised,
        @Nullable String stage,
        @Nullable MomentView due,
        int others,
        @Nullable DecisionView mine,
        boolean answered,
        boolean mayDecide,
        boolean needsAccount,
        boolean mayReschedule,
        boolean selected,
        @Nullable Draft draft) {

    private static final int FOLD_CHARACTERS = 420;
    private static final int FOLD_LINES = 9;

    /**
     * What the reader typed in a form that was refused, so that nothing is typed twice.
     *
     * @param problem why it was refused
     * @param verdict the verdict of that form, {@code null} for a new time
     * @param scheduledAt the local time of that form
     */
    public record Draft(
            String problem,
            @Nullable String verdict,
            @Nullable String note,
            @Nullable String scheduledAt) {}

    /** The value of the form field {@code post}: what exactly is decided on. */
    public String ticket() {
        return id + ":" + version + ":" + digest;
    }

    /** How the post is called in a label, such as "LinkedIn · acme-corp". */
    public String label() {
        return channel.name() + " · " + account;
    }

    /** Whether the caption is folded in the list. */
    public boolean longCaption() {
        return caption != null
                && (caption.length() > FOLD_CHARACTERS || caption.lines().count() > FOLD_LINES);
    }

    /** Whether any medium has an alternative text to judge. */
    public boolean hasAltTexts() {
        return media.stream().anyMatch(medium -> medium.alt() != null);
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
