// Signs what the journal has come to, so that strangers can keep it: when a result was made official, at the end of the server, else
// every ten seconds in which something was written.
#pragma once
#include <optional>
#include <string>

#include "core/signature.hpp"
#include "journal/journal.hpp"
#include "views/views.hpp"

namespace bowball::race {

class Notary {
public:
    static constexpr Duration rhythm = 10s;
    /// `name` stands in each signature: no blank, no '+'.
    Notary(std::string name, const SigningKey& key) : name_(std::move(name)), key_(key) {}

    /// After each batch, and once a second. Nothing while nothing new is in the journal, and none while that is signed already.
    /// `epoch` and `head` are of the journal as it is on the disk.
    [[nodiscard]] std::optional<views::TopicView> look(const std::string& epoch, const journal::Head& head, HostTime now, WallTime wall, bool at_once);

    /// Anything that the server said, as a note: `text` ends with a line feed, and holds no empty line.
    [[nodiscard]] std::string sign(const std::string& text) const;

private:
    std::string name_;
    SigningKey key_;
    Seq signed_;
    std::optional<HostTime> signed_at_;
};

}  // namespace bowball::race
