package io.countersign.record;

import io.countersign.content.Diff;
import io.countersign.content.Media;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.identity.LinkId;
import io.countersign.link.Link;
import io.countersign.link.LinkEvent;
import io.countersign.post.Post;
import io.countersign.post.PostEvent;
import io.countersign.post.PostState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts a record together from what was read. */
final class Assembly {
    private final Material material;
    private final Story story;
    private final Post post;

    Assembly(Material material) {
        this.material = material;
        story = new Story(material);
        post = material.post();
    }

    PostRecord record() {
        Rounds rounds = new Rounds(story);
        List<DecisionRecord> decisions = new Decisions(story, rounds).all();
        Incidents incidents = new Incidents(story);
        Publications publications = new Publications(story);
        return new PostRecord(
                post.workspace(),
                post.id(),
                material.at(),
                facts(publications.use()),
                versions(),
                rounds.all(decisions),
                new Approvals(story, decisions).all(),
                decisions,
                refusals(),
                views(),
                links(),
                comments(),
                incidents.schedule(),
                incidents.holds(),
                incidents.recalls(),
                incidents.breakGlass(),
                publications.attempts(),
                publications.confirmations(),
                lines(story.all),
                material.proof());
    }

    private PostFacts facts(PostFacts.Use use) {
        PostState state = post.state();
        return new PostFacts(
                post.version().content().target(),
                story.user(post.author()),
                post.createdAt(),
                post.status(),
                post.version().number(),
                post.version().digest(),
                post.schedule().at(),
                post.schedule().zone(),
                state.release(),
                post.bundle(),
                post.version().content().campaign(),
                state.advocacy(),
                state.hold() != null,
                state.owed() != null,
                use);
    }

    private List<VersionRecord> versions() {
        List<VersionRecord> versions = new ArrayList<>();
        @Nullable Version before = null;
        for (Version version : material.versions()) {
            versions.add(version(before, version));
            before = version;
        }
        return versions;
    }

    private VersionRecord version(@Nullable Version before, Version version) {
        List<Media> media = version.content().media();
        return new VersionRecord(
                version.number(),
                version.content(),
                version.digest(),
                version.content().digest().equals(version.digest()),
                story.user(version.editedBy()),
                version.editedAt(),
                IntStream.range(0, media.size())
                        .filter(medium -> media.get(medium).sha256() == null)
                        .boxed()
                        .toList(),
                before == null ? null : changes(before, version));
    }

    private static VersionRecord.Changes changes(Version before, Version version) {
        Diff diff = new Diff(before.content(), version.content());
        List<Diff.Field> fields = List.copyOf(diff.changed());
        return new VersionRecord.Changes(
                before.number(), fields, fields.contains(Diff.Field.CAPTION) ? diff.caption() : List.of());
    }

    private List<Refusal> refusals() {
        return story.told("post.refused", PostEvent.Refused.class).stream()
                .map(told -> new Refusal(
                        told.entry().audit.seq(),
                        told.entry().audit.at(),
                        story.by(told.entry()),
                        told.entry().link(),
                        told.entry().assurance(),
                        told.event().command(),
                        told.event().code(),
                        told.event().version(),
                        told.event().verdict()))
                .toList();
    }

    private List<View> views() {
        return story.all.stream()
                .filter(entry -> entry.is("link.viewed"))
                .map(entry -> new View(
                        entry.audit.at(),
                        story.by(entry),
                        new LinkId(entry.audit.stream().id()),
                        entry.audit.subject().version(),
                        entry.audit.subject().digest(),
                        entry.event(LinkEvent.Viewed.class)
                                .map(LinkEvent.Viewed::session)
                                .orElse(null),
                        entry.audit.seq()))
                .toList();
    }

    private List<LinkRecord> links() {
        return material.links().stream().map(this::link).toList();
    }

    private LinkRecord link(Material.UsedLink used) {
        Link link = used.link();
        return new LinkRecord(
                link.id(),
                story.party(new Actor.Name(Actor.Kind.APPROVER, link.approver().value())),
                story.user(link.createdBy()),
                link.createdAt(),
                link.expiresAt(),
                link.revokedAt(),
                link.generation(),
                link.posts() != null,
                link.mayReschedule(),
                lines(used.entries().stream().map(Entry::new).toList()));
    }

    private List<Remark> comments() {
        return story.told("post.commented", PostEvent.Commented.class).stream()
                .map(told -> new Remark(
                        told.event().comment(),
                        told.entry().audit.seq(),
                        told.entry().audit.at(),
                        story.by(told.entry()),
                        told.entry().link(),
                        told.event().version(),
                        told.event().visibility(),
                        told.event().anchor(),
                        story.said(told.event().text())))
                .toList();
    }

    private List<Line> lines(List<Entry> entries) {
        Wording wording = new Wording(story);
        return entries.stream()
                .map(entry -> new Line(
                        entry.audit.stream(),
                        entry.audit.seq(),
                        entry.audit.at(),
                        story.by(entry),
                        entry.assurance(),
                        entry.link(),
                        entry.audit.action(),
                        wording.of(entry),
                        entry.audit.subject().version(),
                        entry.audit.hash()))
                .toList();
    }
}
