// A connection to a device: bytes in with the time of their arrival, bytes out. Never throws for what a device does.
#pragma once
#include <boost/asio/io_context.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/file_head.hpp"
#include "core/time.hpp"
#include "io/clock.hpp"
#include "io/link_spec.hpp"

namespace bowball::io {

/// Called on the link's io_context, never from within a call to the link.
class LinkListener {
public:
    virtual ~LinkListener() = default;
    virtual void on_open(HostTime at) = 0;
    /// `at` was read right after the bytes were.
    virtual void on_bytes(std::span<const std::byte> bytes, HostTime at) = 0;
    /// One whole datagram, whoever sent it; `at` is when the kernel says it arrived.
    virtual void on_datagram(std::span<const std::byte> bytes, HostTime at) { on_bytes(bytes, at); }
    virtual void on_file(std::string_view name, std::span<const std::byte> content, HostTime at) = 0;
    /// A file of a kind that LinkSpec::digested names.
    virtual void on_head(std::string_view /*name*/, const FileHead& /*file*/, HostTime /*at*/) {}
    /// It answered, and had nothing new: what is asked again and again, as a folder is.
    virtual void on_answer(HostTime /*at*/) {}
    /// Part of the input was left out; `why` is for people.
    virtual void on_trouble(std::string why) = 0;
    /// The link is gone; `why` tells a person what to do. open() may be called again.
    virtual void on_closed(std::string why) = 0;
};

class Link {
public:
    virtual ~Link() = default;
    /// Begins to open; on_open or on_closed follows.
    virtual void open() = 0;
    /// Queued; dropped while the link is not open.
    virtual void write(std::string bytes) = 0;
    /// No more calls to the listener after this.
    virtual void close() = 0;
};

/// A link of the kind that the spec names. `listener` outlives it.
[[nodiscard]] std::unique_ptr<Link> make_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
