package io.countersign.contract;

import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Editing;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.store.Save;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post to be: {@code aPost().of("acme").saying("Hello").goingOutAt(noon)}. */
public final class PostFixture {
    private String workspace = "acme";
    private @Nullable String id;
    private Actor author = People.ADA;
    private Target target = new Target(new Channel("LINKEDIN"), "acme-hq");
    private @Nullable String caption = "Our spring collection is here.";
    private @Nullable String link;
    private final List<Media> media = new ArrayList<>();
    private @Nullable Instant scheduledAt;
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable String category;
    private List<String> campaign = List.of();
    private @Nullable String bundle;
    private @Nullable String note;
    private Release release = Release.AUTOMATIC;
    private boolean advocacy;
    private List<ReviewerRef> reviewers = List.of();

    private PostFixture() {}

    public static PostFixture aPost() {
        return new PostFixture();
    }

    public PostFixture of(String workspaceName) {
        workspace = workspaceName;
        return this;
    }

    public PostFixture named(String postId) {
        id = postId;
        return this;
    }

    public PostFixture by(Actor writer) {
        author = writer;
        return this;
    }

    public PostFixture on(String channel, String account) {
        target = new Target(new Channel(channel), account);
        return this;
    }

    public PostFixture saying(@Nullable String text) {
        caption = text;
        return this;
    }

    public PostFixture linkingTo(@Nullable String url) {
        link = url;
        return this;
    }

    public PostFixture showing(String url, Media.Type type, @Nullable String altText, @Nullable Digest sha256) {
        media.add(new Media(url, type, altText, sha256));
        return this;
    }

    public PostFixture goingOutAt(@Nullable Instant at) {
        scheduledAt = at;
        return this;
    }

    public PostFixture in(ZoneId timeZone) {
        zone = timeZone;
        return this;
    }

    public PostFixture filedUnder(@Nullable String name) {
        category = name;
        return this;
    }

    public PostFixture tagged(String... campaigns) {
        campaign = List.of(campaigns);
        return this;
    }

    public PostFixture bundledAs(@Nullable String name) {
        bundle = name;
        return this;
    }

    public PostFixture noting(@Nullable String text) {
        note = text;
        return this;
    }

    public PostFixture releasedByHand() {
        release = Release.MANUAL;
        return this;
    }

    public PostFixture forAdvocacy() {
        advocacy = true;
        return this;
    }

    public PostFixture askingFor(String... refs) {
        reviewers = Arrays.stream(refs).map(ReviewerRef::parse).toList();
        return this;
    }

    /** What its author fills in. */
    public PostForm form() {
        return new PostForm(
                target,
                caption,
                link,
                media,
                scheduledAt,
                zone,
                category,
                campaign,
                bundle,
                note,
                release,
                advocacy,
                reviewers);
    }

    /** Its making, not yet saved anywhere. */
    public Save made(Instant now) {
        return made(id == null ? Deeds.freshId(now) : id, now);
    }

    /** The post as a draft of that time, with its chain. */
    public Post draft(Instant now) {
        return (Post) made(now).after();
    }

    private Save made(String postId, Instant now) {
        Outcome.Changed created = Editing.create(
                new WorkspaceId(workspace), new PostId(postId), form(), new Situation(author, Roster.EMPTY, now));
        return Deeds.save(null, created.after(), author, now, created.changes());
    }
}
