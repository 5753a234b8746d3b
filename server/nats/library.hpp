// What the files of this folder share about the library: handles that free themselves, and its errors as ours. Here only.
#pragma once
#include <nats/nats.h>

#include <memory>
#include <string>

#include "nats/connection.hpp"

namespace bowball::nats {

template <class T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* one) const { destroy(one); }
};
/// A thing of the library, owned.
template <class T, void (*destroy)(T*)>
using Handle = std::unique_ptr<T, Destroy<T, destroy>>;

/// "Cannot connect to NATS: No server available for connection."
[[nodiscard]] inline Error error_of(natsStatus status, const std::string& doing) { return {errc::io_failed, "Cannot " + doing + ": " + natsStatus_GetText(status) + "."}; }

[[nodiscard]] Message message_of(natsMsg* raw);
/// Of a subscription without a callback, which is the connection's to destroy.
[[nodiscard]] std::unique_ptr<Reader> make_reader(Connection& connection, natsSubscription* subscription);

}  // namespace bowball::nats
