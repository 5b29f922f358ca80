package io.countersign.problem;

/** {@code not-found}: there is no such thing in this workspace, or none that the actor may know of. */
public final class NotFoundException extends ApprovalException {
    /** For a thing such as {@code post} with the id that was asked for. */
    public NotFoundException(String thing, String id) {
        super("not-found", "There is no %s '%s' in this workspace.".formatted(thing, id));
    }
}
