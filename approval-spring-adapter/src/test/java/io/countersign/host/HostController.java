package io.countersign.host;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the host serves besides. */
@RestController
class HostController {
    @GetMapping("/open")
    String open() {
        return "open";
    }

    @GetMapping("/closed")
    String closed() {
        return "closed";
    }
}
