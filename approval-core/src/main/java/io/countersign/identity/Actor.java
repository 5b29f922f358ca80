package io.countersign.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls. The host says so for its users; a review session says so for an approver with a link. */
public sealed interface Actor {
    /** The system itself: what time alone does. */
    Actor SYSTEM = new SystemActor();

    /** A user of the host with what they may do in the workspace of the call, and the groups that the host knows. */
    static User user(String id, Set<Permission> permissions, Set<String> groups) {
        return new User(id, permissions, groups);
    }

    /** The kind and id that stand in the record. */
    Name name();

    /** The human being who calls; nobody's for the system. */
    Person person();

    default Assurance assurance() {
        return Assurance.ACCOUNT;
    }

    default boolean may(Permission permission) {
        return false;
    }

    /** A user of the host. */
    record User(String id, Set<Permission> permissions, Set<String> groups) implements Actor {
        public User {
            Names.checkHosts("a user id", id);
            permissions = Set.copyOf(permissions);
            groups = Set.copyOf(groups);
        }

        @Override
        public Name name() {
            return new Name(Kind.USER, id);
        }

        @Override
        public Person person() {
            return Person.user(id);
        }

        @Override
        public boolean may(Permission permission) {
            return permissions.contains(permission);
        }
    }

    /**
     * An approver in a review session.
     *
     * @param member the approver, as registered when the session was looked at
     * @param generation of the link, as the session was opened under it
     * @param posts the posts that the link is narrowed to; null for all that wait for its approver
     * @param alone whether it is known that nobody had put the approver in their place when the session was looked at
     * @param session what names the session in the record; null before there is one
     */
    record Guest(
            Member member,
            LinkId link,
            int generation,
            boolean mayReschedule,
            @Nullable Set<PostId> posts,
            boolean alone,
            @Nullable String session)
            implements Actor {
        public Guest {
            posts = posts == null ? null : Set.copyOf(posts);
        }

        /** Who has no session yet, and of whom it is not known whether anybody put them in their place. */
        public Guest(Member member, LinkId link, int generation, boolean mayReschedule, @Nullable Set<PostId> posts) {
            this(member, link, generation, mayReschedule, posts, false, null);
        }

        /** The same, known to have been put in nobody's place. */
        public Guest standingAlone() {
            return new Guest(member, link, generation, mayReschedule, posts, true, session);
        }

        /** The same, in the session of that name. */
        public Guest within(String named) {
            return new Guest(member, link, generation, mayReschedule, posts, alone, named);
        }

        @Override
        public Name name() {
            return new Name(Kind.APPROVER, member.id().value());
        }

        @Override
        public Person person() {
            return member.person();
        }

        @Override
        public Assurance assurance() {
            return Assurance.LINK;
        }

        /** Whether the link is not narrowed to other posts. */
        public boolean covers(PostId post) {
            return posts == null || posts.contains(post);
        }
    }

    /** The system itself. */
    record SystemActor() implements Actor {
        @Override
        public Name name() {
            return new Name(Kind.SYSTEM, "system");
        }

        @Override
        public Person person() {
            return Standing.NONE.person();
        }
    }

    /** Kinds of actors in the record. */
    enum Kind {
        USER,
        APPROVER,
        SYSTEM
    }

    /** An actor as the record names it; the id alone is no name of a person. */
    record Name(Kind kind, String id) {}
}
