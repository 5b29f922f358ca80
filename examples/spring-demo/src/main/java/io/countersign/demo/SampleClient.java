package io.countersign.demo;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.approver.Approver;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The approver without an account, for whom the link of the start-up notice is. */
@Component
final class SampleClient {
    private static final ApproverForm FORM = ApproverForm.external("Dana Client", "dana@client.example");

    private final Approvals approvals;

    SampleClient(Approvals approvals) {
        this.approvals = approvals;
    }

    Approver registered(Call call) {
        return find(call).orElseGet(() -> approvals.approvers().register(call, FORM));
    }

    /** By the address, because people who try things rename others; empty where somebody deleted the client. */
    Optional<Approver> find(Call call) {
        PageRequest request = new PageRequest(PageRequest.MAX, null);
        while (true) {
            Page<Approver> page = approvals.approvers().list(call, request);
            Optional<Approver> client = page.items().stream()
                    .filter(approver -> String.valueOf(FORM.email()).equals(approver.email()))
                    .findFirst();
            if (client.isPresent() || page.next() == null) return client;
            request = new PageRequest(PageRequest.MAX, page.next());
        }
    }
}
