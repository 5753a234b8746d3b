// The journal as it stands on the disk: each entry's canonical line and hash, with the names of persons. For officials; the public log
// has no names, and not every kind of entry.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/ids.hpp"
#include "net/file_shelf.hpp"

namespace bowball::net {

struct JournalRow {
    Seq seq;
    std::string entry;   ///< the canonical line; empty: known by its hash alone
    Digest hash;
};

/// Rows after a number, in order and without a gap: at most so many, and no more once they have so many bytes. Reads the disk and may
/// hang with it: called on a thread of its own, and owns all that it touches.
using JournalSource = std::function<Result<std::vector<JournalRow>>(Seq after, std::size_t most, std::size_t bytes)>;

class JournalRows {
public:
    /// `source` may be empty: then there is no file. `epoch` names the journal; `taken` as of FileShelf.
    JournalRows(boost::asio::io_context& context, JournalSource source, const std::shared_ptr<std::size_t>& taken, std::string epoch)
        : source_(std::move(source)), epoch_(std::move(epoch)), shelf_(context, taken, "The disk of the journal") {}

    /// `rest`: what follows /api/v1/journal. Empty: the rows after ?since=epoch:seq, where the samples of traces are left out.
    /// "/812": that one, whole.
    void get(const std::string& rest, const HttpRequest& request, Answer answer);

private:
    JournalSource source_;
    std::string epoch_;
    FileShelf shelf_;
};

}  // namespace bowball::net
