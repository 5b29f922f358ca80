package io.countersign.contract;

import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.link.Link;
import java.util.Set;

/** Who acts in fixtures. */
public final class People {
    /** Writes posts. */
    public static final Actor ADA = user("ada", Permission.POST_WRITE);

    /** Writes posts, too. */
    public static final Actor BEN = user("ben", Permission.POST_WRITE);

    /** Reviews for legal. */
    public static final Actor LENA = user("lena", Permission.REVIEW);

    /** Reviews for the brand. */
    public static final Actor OMAR = user("omar", Permission.REVIEW);

    /** Releases, and manages everything else. */
    public static final Actor RITA = Actor.user("rita", Set.of(Permission.values()), Set.of());

    private People() {}

    public static Actor user(String id, Permission... permissions) {
        return Actor.user(id, Set.of(permissions), Set.of());
    }

    /** The approver, as the holder of their link. */
    public static Actor holding(Link link, Approver approver) {
        return link.guest(approver.member());
    }
}
