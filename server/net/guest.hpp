// A client that leaves HTTP for the feed.
#pragma once
#include <memory>

#include "net/admission.hpp"
#include "net/http.hpp"
#include "net/places.hpp"
#include "net/wire.hpp"

namespace bowball::net {

struct Guest {
    std::unique_ptr<Wire> wire;
    std::unique_ptr<Places::Place> place;
    HttpRequest request;
    Result<Admission> admission;   ///< or why its ticket is worth nothing
};

}  // namespace bowball::net
