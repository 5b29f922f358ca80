package io.countersign;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.post.Post;
import io.countersign.review.Round;
import io.countersign.review.StageProgress;
import io.countersign.review.Vote;
import java.text.BreakIterator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells a user of the host what a notice is about, in the words of those who did it. */
final class Reports {
    private static final int CAPTION = 160;
    private static final int SAID = 500;

    private final Desk desk;
    private final WorkspaceId workspace;
    private final Names names;
    private final Map<Digest, String> texts = new HashMap<>();

    Reports(Desk desk, WorkspaceId workspace, Names names) {
        this.desk = desk;
        this.workspace = workspace;
        this.names = names;
    }

    /** Reads the words that refusals of these posts were given with. */
    void read(List<PostId> refused) {
        if (!refused.isEmpty()) texts.putAll(desk.store.texts(workspace, refused));
    }

    News of(Notice notice, Link link) {
        return new News.OfLink(
                notice.kind(), notice.at(), link.id(), names.approver(link.approver()), link.expiresAt());
    }

    News of(Notice notice, Post post) {
        Optional<StageProgress> stage = stage(notice, post);
        Optional<Vote> refusal = notice.kind() == Notice.Kind.REFUSED ? refusal(stage) : Optional.empty();
        String caption = post.version().content().caption();
        String said = said(notice, post, stage, refusal);
        return new News.OfPost(
                notice.kind(),
                notice.at(),
                post.id(),
                post.version().content().target(),
                caption == null ? null : excerpt(caption, CAPTION),
                post.schedule(),
                post.status(),
                notice.stage(),
                stage.map(StageProgress::dueAt).orElse(null),
                refusal.map(vote -> names.of(vote.by())).orElse(null),
                said == null ? null : excerpt(said, SAID));
    }

    private @Nullable String said(Notice notice, Post post, Optional<StageProgress> stage, Optional<Vote> refusal) {
        return switch (notice.kind()) {
            case REFUSED -> refusal.map(Vote::note).map(texts::get).orElse(null);
            case BLOCKED -> stage.map(StageProgress::blocked).orElse(null);
            case FAILED -> post.state().publication().lastError();
            default -> null;
        };
    }

    private static Optional<Vote> refusal(Optional<StageProgress> stage) {
        return stage.stream()
                .flatMap(progress -> progress.votes().stream())
                .filter(vote -> vote.verdict().refuses())
                .findFirst();
    }

    private static Optional<StageProgress> stage(Notice notice, Post post) {
        return post.round()
                .filter(round -> Integer.valueOf(round.plan().round()).equals(notice.round()))
                .flatMap(round -> stage(round, notice.stage()));
    }

    private static Optional<StageProgress> stage(Round round, @Nullable String name) {
        return IntStream.range(0, round.progress().stages().size())
                .filter(stage -> round.rule(stage).name().equals(name))
                .mapToObj(round::stage)
                .findFirst();
    }

    /** Its beginning in one line; what people see as one character is not cut. */
    static String excerpt(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= most) return line;
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(line);
        return line.substring(0, characters.preceding(most + 1)).strip() + "\u2026";
    }
}
