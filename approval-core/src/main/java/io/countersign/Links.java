package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import io.countersign.identity.Actor;
import io.countersign.identity.LinkId;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.link.Credentials;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkOutcome;
import io.countersign.link.LinkPassword;
import io.countersign.link.LinkStatus;
import io.countersign.link.LinkToken;
import io.countersign.link.NewLink;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.problem.Violation;
import io.countersign.store.Changes;
import io.countersign.store.Found;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkReads;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Magic links, for who hands them out. Making and regenerating one hashes a password and therefore refuses to run within
 * a transaction of the host.
 */
public final class Links {
    private final Desk desk;
    private final LinkDesk links;
    private final LinkTerms terms;
    private final PasswordChoice passwords;

    Links(Desk desk, LinkDesk links, LinkTerms terms) {
        this.desk = desk;
        this.links = links;
        this.terms = terms;
        this.passwords = new PasswordChoice(terms);
    }

    /**
     * Makes a link; its secret and a generated password are in the answer, and nowhere else, ever.
     *
     * @throws InvalidInputException for an unknown approver or post, a weak password, a validity out of range
     */
    public IssuedLink create(Call call, LinkForm form) {
        need(call, call.workspace().value());
        desk.checks.valid(form);
        links.refuseJoined("Making a link");
        String baseUrl = terms.needBaseUrl();
        Found<Approver> found = desk.store.approvers(call.workspace(), List.of(form.approverId()));
        Approver approver = found.items().stream()
                .filter(Approver::active)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "approverId", "there is no approver '%s' in this workspace".formatted(form.approverId())));
        if (form.posts() != null) needKnown(call, form.posts());
        List<String> warnings = new ArrayList<>();
        LinkPassword password = passwords.password(form.password(), call.workspace(), approver, warnings);
        LinkToken token = LinkToken.random(new LinkId(desk.ids.next(found.now())));
        NewLink fresh = new NewLink(
                call.workspace(),
                token.link(),
                form.approverId(),
                credentials(token, password),
                call.actor().name().id(),
                form.validFor() == null ? terms.validity() : form.validFor(),
                form.posts(),
                form.mayReschedule());
        if (hasAnother(call, approver, form.posts()))
            warnings.add("%s has another active link to the same posts. Revoke it if it is no longer needed."
                    .formatted(approver.nameOrId()));
        Instant now = desk.store.now();
        LinkOutcome.Done made = fresh.create(now);
        Save save = desk.save(call, null, made.after(), now, made.changes());
        desk.commitOrConflict(Changes.all(call.workspace(), List.of(save))
                .with(Desk.secretAnswer(call, token.link().value(), now)));
        return issued((Link) save.after(), approver, token, baseUrl, password, warnings);
    }

    /** One link; its secrets are not in it. */
    public Link get(Call call, LinkId id) {
        need(call, id.value());
        return links.load(call, id).link();
    }

    /** Newest first. */
    public Page<Link> list(Call call, LinkFilter filter, PageRequest page) {
        need(call, call.workspace().value());
        return desk.store.links(call.workspace(), filter, page);
    }

    /** How many links there are of each status. */
    public Map<LinkStatus, Long> counts(Call call) {
        need(call, call.workspace().value());
        return desk.store.linkCounts(call.workspace());
    }

    /** The time by which a link's status is told. */
    public Instant now() {
        return desk.store.now();
    }

    /** Ends a link for ever, and every session of it, from this commit on. */
    public Link revoke(Call call, LinkId id) {
        return change(call, id, new LinkCommand.Revoke());
    }

    /** Sets a later end; exactly one of the two is given. */
    public Link extend(Call call, LinkId id, @Nullable Instant until, @Nullable Duration by) {
        Instant cut = until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
        return change(call, id, new LinkCommand.Extend(cut, by));
    }

    /**
     * Takes the request of a link's holder for a new one off the queue: for a no, or since another link was made. The holder
     * is told nothing and may ask again. To extend or regenerate a link, or to revoke it, answers its request as well.
     */
    public Link dismissRenewal(Call call, LinkId id) {
        return change(call, id, new LinkCommand.DismissRenewal());
    }

    /**
     * Gives a link a new secret and password; the old ones and their sessions are dead from this commit on.
     *
     * @param password of the caller's choice; null to have one generated
     */
    public IssuedLink regenerate(Call call, LinkId id, @Nullable Secret password) {
        need(call, id, "regenerate");
        links.refuseJoined("Regenerating a link");
        String baseUrl = terms.needBaseUrl();
        LinkReads.Opened opened = links.load(call, id);
        List<String> warnings = new ArrayList<>();
        LinkPassword chosen = passwords.password(password, call.workspace(), opened.approver(), warnings);
        LinkToken token = LinkToken.random(id);
        LinkCommand command = new LinkCommand.Regenerate(credentials(token, chosen));
        Link after = links.run(call, opened, command, (link, now) -> Desk.secretAnswer(call, id.value(), now));
        return issued(after, opened.approver(), token, baseUrl, chosen, warnings);
    }

    private Link change(Call call, LinkId id, LinkCommand command) {
        need(call, id, command.name());
        return links.run(call, links.load(call, id), command, (link, now) -> Desk.answer(call, link, List.of(), now));
    }

    private void need(Call call, String id) {
        desk.need(call, Permission.LINK_MANAGE, "link", id);
        if (!(call.actor() instanceof Actor.User)) throw new NotFoundException("link", id);
    }

    /** As above; that a link that exists was meant is recorded. */
    private void need(Call call, LinkId id, String command) {
        try {
            need(call, id.value());
        } catch (NotPermittedException problem) {
            desk.store
                    .link(id)
                    .filter(opened -> opened.link().workspace().equals(call.workspace()))
                    .ifPresent(opened -> links.run(call, opened, new LinkCommand.Barred(command, problem), null));
            throw problem;
        }
    }

    private void needKnown(Call call, Set<PostId> posts) {
        Set<PostId> unknown = new HashSet<>(posts);
        desk.store.posts(call.workspace(), posts).items().forEach(post -> unknown.remove(post.id()));
        if (!unknown.isEmpty())
            throw new InvalidInputException(unknown.stream()
                    .map(id -> new Violation("posts", "there is no post '%s' in this workspace".formatted(id)))
                    .toList());
    }

    private Credentials credentials(LinkToken token, LinkPassword password) {
        String phc = terms.gate().within(() -> terms.hasher().hash(password.canonical()));
        return new Credentials(terms.mac().of(token), phc, password.generated());
    }

    /** Of the newest links only, which is where one that was forgotten is found. */
    private boolean hasAnother(Call call, Approver approver, @Nullable Set<PostId> posts) {
        LinkFilter active = new LinkFilter(LinkStatus.ACTIVE, approver.id(), null);
        return desk.store.links(call.workspace(), active, new PageRequest(PageRequest.MAX, null)).items().stream()
                .anyMatch(link -> link.opensAll(posts));
    }

    private static IssuedLink issued(
            Link link,
            Approver approver,
            LinkToken token,
            String baseUrl,
            LinkPassword password,
            List<String> warnings) {
        return new IssuedLink(
                link,
                approver,
                token,
                Secret.of(token.url(baseUrl)),
                password.generated() ? password.shown() : null,
                warnings);
    }
}
