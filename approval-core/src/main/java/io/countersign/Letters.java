package io.countersign;

import io.countersign.audit.StreamId;
import io.countersign.canonical.Digest;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Standing;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.notice.Addressee;
import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.notice.Still;
import io.countersign.post.Post;
import io.countersign.store.LinkFilter;
import io.countersign.store.LinkReads;
import io.countersign.store.PageRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what one person is told, of posts and links as they are at that moment. */
final class Letters {
    private static final int LINKS = 20;

    /** What notices are about, as it is now. */
    private record Facts(Map<StreamId, Post> posts, Map<StreamId, LinkReads.Opened> links) {
        boolean bearOut(Notice notice, Standing standing) {
            Post post = posts.get(notice.about());
            LinkReads.Opened link = links.get(notice.about());
            if (post != null) return Still.isSo(notice, post, standing);
            return link != null && Still.isSo(notice, link.link(), link.now());
        }

        Set<Post> of(Collection<Notice> notices) {
            return notices.stream()
                    .map(notice -> posts.get(notice.about()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }

    private final Desk desk;
    private final WorkspaceId workspace;
    private final @Nullable String baseUrl;
    private final Names names;

    Letters(Desk desk, WorkspaceId workspace, @Nullable String baseUrl, Names names) {
        this.desk = desk;
        this.workspace = workspace;
        this.baseUrl = baseUrl;
        this.names = names;
    }

    /** Empty where all of it is settled meanwhile. */
    Optional<Letter> write(Addressee to, Standing standing, List<Notice> notices) {
        Facts facts = new Facts(posts(notices), links(notices));
        List<Notice> news = once(notices.stream()
                .filter(notice -> facts.bearOut(notice, standing) && !wasNeverAsked(notice, notices))
                .sorted(Comparator.comparing(Notice::kind).thenComparing(Notice::at))
                .toList());
        if (news.isEmpty()) return Optional.empty();
        String id = id(to, notices);
        return to.person().hasAccount()
                ? Optional.of(new Letter.ToUser(id, workspace, to, news(news, facts)))
                : toApprover(id, to, news, facts);
    }

    /** Who has not heard yet that a round asks them need not hear that it is over. */
    private static boolean wasNeverAsked(Notice notice, List<Notice> all) {
        return notice.kind() == Notice.Kind.SUPERSEDED
                && all.stream()
                        .anyMatch(other -> other.kind() == Notice.Kind.REVIEW
                                && other.about().equals(notice.about())
                                && Objects.equals(other.round(), notice.round()));
    }

    /** Of what asks about one stage the most pressing, and everything else once. */
    private static List<Notice> once(List<Notice> sorted) {
        Set<List<Object>> said = new HashSet<>();
        return sorted.stream()
                .filter(notice -> said.add(
                        notice.kind().asks()
                                ? List.of(notice.about(), Objects.requireNonNullElse(notice.stage(), ""))
                                : List.of(notice.about(), notice.kind())))
                .toList();
    }

    private List<News> news(List<Notice> notices, Facts facts) {
        Reports reports = new Reports(desk, workspace, names);
        reports.read(Audience.posts(notices.stream()
                .filter(notice -> notice.kind() == Notice.Kind.REFUSED)
                .toList()));
        return notices.stream()
                .map(notice -> {
                    Post post = facts.posts().get(notice.about());
                    return post != null
                            ? reports.of(notice, post)
                            : reports.of(
                                    notice,
                                    Objects.requireNonNull(facts.links().get(notice.about()))
                                            .link());
                })
                .toList();
    }

    private Optional<Letter> toApprover(String id, Addressee to, List<Notice> notices, Facts facts) {
        Set<Post> waiting =
                facts.of(notices.stream().filter(notice -> notice.kind().asks()).toList());
        Set<Post> withdrawn = facts.of(notices);
        withdrawn.removeAll(waiting);
        List<String> senders = facts.of(notices).stream()
                .map(post -> names.user(post.author()))
                .distinct()
                .sorted()
                .toList();
        return Optional.of(
                new Letter.ToApprover(id, workspace, to, waiting.size(), withdrawn.size(), senders, page(to, facts)));
    }

    /** Of the newest link that opens one of the posts. */
    private @Nullable String page(Addressee to, Facts facts) {
        if (baseUrl == null || !(ReviewerRef.parse(to.person().ref()) instanceof ReviewerRef.Approver approver))
            return null;
        return usable(approver.id()).stream()
                .filter(link -> link.posts() == null
                        || facts.posts().values().stream()
                                .anyMatch(post -> link.posts().contains(post.id())))
                .map(link -> baseUrl + "/review/" + link.id())
                .findFirst()
                .orElse(null);
    }

    private List<Link> usable(ApproverId approver) {
        return desk.store
                .links(workspace, new LinkFilter(LinkStatus.ACTIVE, approver, null), new PageRequest(LINKS, null))
                .items();
    }

    private Map<StreamId, Post> posts(List<Notice> notices) {
        List<PostId> ids = Audience.posts(notices);
        Map<StreamId, Post> posts = new HashMap<>();
        if (!ids.isEmpty()) desk.store.posts(workspace, ids).items().forEach(post -> posts.put(post.stream(), post));
        return posts;
    }

    private Map<StreamId, LinkReads.Opened> links(List<Notice> notices) {
        Map<StreamId, LinkReads.Opened> links = new HashMap<>();
        for (LinkId id : Audience.links(notices))
            desk.store
                    .link(id)
                    .filter(opened -> opened.link().workspace().equals(workspace))
                    .ifPresent(opened -> links.put(opened.link().stream(), opened));
        return links;
    }

    private static String id(Addressee to, List<Notice> notices) {
        String all = notices.stream().map(Notice::id).sorted().collect(Collectors.joining("\n"));
        return Digest.of(to.person() + "\n" + all).hex();
    }
}
