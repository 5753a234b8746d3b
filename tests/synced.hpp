// What this thread told the disk to keep, by the names that the files and folders had then.
#pragma once
#include <string>
#include <vector>

namespace bowball {

/// Listens as long as it lives; one at a time on a thread.
class Synced {
public:
    Synced();
    ~Synced();
    Synced(const Synced&) = delete;
    Synced& operator=(const Synced&) = delete;

    /// Paths, in their order.
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

private:
    std::vector<std::string> names_;
};

}  // namespace bowball
