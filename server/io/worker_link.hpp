// A link whose records come from a thread of its own that blocks in the kernel, where nothing else can be waited for.
//
// The thread shares nothing with the loop but a socket pair: records go through it and wait there, at most as many as the
// kernel keeps; its end is how each side learns that the other has gone. A blocked call is cut short by a signal. One signal
// may come just before the call, so it is sent until the thread has let go of its end.
// The thread inherits the real-time priority of the capture thread, which starts it. Inside io only.
#pragma once
#include <functional>

#include "core/result.hpp"
#include "io/descriptor.hpp"
#include "io/link.hpp"

namespace bowball::io {

/// The thread's end of the socket.
class Mouth {
public:
    explicit Mouth(Descriptor socket) : socket_(std::move(socket)) {}

    /// False once the link was closed: return.
    [[nodiscard]] bool is_wanted() const;
    /// False if the loop is so far behind that no record fits any more.
    template <class Record>
    [[nodiscard]] bool say(const Record& record) const {
        return say_bytes(&record, sizeof record);
    }

private:
    [[nodiscard]] bool say_bytes(const void* bytes, std::size_t count) const;
    Descriptor socket_;
};

/// Runs in the thread until the mouth is not wanted, or the device is gone: then it says why, for people. Calls that block may
/// end with EINTR at any time.
using Work = std::function<std::string(const Mouth&)>;
/// Opens the device, on the loop. Its error tells a person what to do.
using OpenDevice = std::function<Result<Work>()>;

[[nodiscard]] std::unique_ptr<Link> make_worker_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener, OpenDevice open_device);

}  // namespace bowball::io
