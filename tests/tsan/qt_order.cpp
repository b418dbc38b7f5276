// SPDX-License-Identifier: GPL-3.0-or-later
// Tells ThreadSanitizer what Qt orders. Qt is not built with it, so what Qt's own locks and queues
// bring about is unseen: every value that a queued call hands over would look like a race. Here the
// entrances to Qt that hand something to another thread are wrapped, each with exactly the order
// that it promises: what came before the handing over is seen by whoever takes it. Linked into
// everything of the preset `tsan`, and into nothing else (Qt 6.4; Qt's inline parts, its atomics
// and the fast ways of its mutex among them, are compiled with us and seen as they are).
#include <QFutureInterface>
#include <QMutex>
#include <QObject>
#include <QReadWriteLock>
#include <QRunnable>
#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>

#include <functional>
#include <utility>

extern "C" {
void __tsan_acquire(void *address);
void __tsan_release(void *address);
}

namespace {

/// Qt's own function of the same name.
template <typename Function>
Function *inQt(const char *mangled)
{
    void *found = ::dlsym(RTLD_NEXT, mangled);
    if (found == nullptr)
        qFatal("%s is not in this Qt: tests/tsan/qt_order.cpp was written for Qt 6.4", mangled);
    return reinterpret_cast<Function *>(found);
}

/// Calls another slot, after whatever was released at \a before.
class OrderedSlot : public QtPrivate::QSlotObjectBase {
public:
    OrderedSlot(QtPrivate::QSlotObjectBase *slot, const void *before, void *after)
        : QSlotObjectBase(&impl), slot_(slot), before_(const_cast<void *>(before ? before : this)),
          after_(after)
    {
        __tsan_release(this);
    }
    void *before() { return before_; }

private:
    /// What stands in here itself is not judged: it is read before it is known to be ordered.
    __attribute__((no_sanitize_thread)) static void
    impl(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *result)
    {
        auto *self = static_cast<OrderedSlot *>(base);
        switch (which) {
        case Destroy:
            __tsan_acquire(self->before_);
            __tsan_acquire(self);
            self->slot_->destroyIfLastRef();
            delete self;
            break;
        case Call:
            __tsan_acquire(self->before_);
            __tsan_acquire(self);
            self->slot_->call(receiver, arguments);
            __tsan_release(self); // whoever deletes it
            if (self->after_)
                __tsan_release(self->after_);
            break;
        case Compare:
            *result = self->slot_->compare(arguments);
            break;
        }
    }

    QtPrivate::QSlotObjectBase *slot_;
    void *before_;
    void *after_; ///< of who waits for the call
};

/// Work in a pool's thread.
class OrderedWork : public QRunnable {
public:
    OrderedWork(std::function<void()> work, QThreadPool *pool) : work_(std::move(work)), pool_(pool)
    {
        __tsan_release(this);
    }
    __attribute__((no_sanitize_thread)) void run() override
    {
        __tsan_acquire(this);
        work_();
        work_ = nullptr;
        __tsan_release(pool_);
    }

private:
    std::function<void()> work_;
    QThreadPool *pool_;
};

} // namespace

/// Queued and blocking calls.
bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                   Qt::ConnectionType type, void *result)
{
    static const auto invoke =
        inQt<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
            "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseE"
            "N2Qt14ConnectionTypeEPv");
    char after = 0;
    const bool waits = type == Qt::BlockingQueuedConnection;
    auto *ordered = new OrderedSlot(slot, nullptr, waits ? &after : nullptr);
    __tsan_release(ordered->before());
    const bool invoked = invoke(object, ordered, type, result);
    if (waits)
        __tsan_acquire(&after);
    return invoked;
}

/// Signals: a slot sees what came before its sender's signals.
void QMetaObject::activate(QObject *sender, const QMetaObject *metaObject, int signal,
                           void **arguments)
{
    static const auto emitSignal = inQt<void(QObject *, const QMetaObject *, int, void **)>(
        "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(sender);
    emitSignal(sender, metaObject, signal, arguments);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal,
                                             const QObject *receiver, void **slotPointer,
                                             QtPrivate::QSlotObjectBase *slot,
                                             Qt::ConnectionType type, const int *types,
                                             const QMetaObject *metaObject)
{
    static const auto connectInQt = inQt<QMetaObject::Connection(
        const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
        Qt::ConnectionType, const int *, const QMetaObject *)>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseE"
        "N2Qt14ConnectionTypeEPKiPK11QMetaObject");
    return connectInQt(sender, signal, receiver, slotPointer,
                       new OrderedSlot(slot, sender, nullptr), type, types, metaObject);
}

/// Who waits for a thread sees what it did. (pthread_create, at the beginning, is seen.)
void QThread::start(Priority priority)
{
    static const auto startInQt =
        inQt<void(QThread *, Priority)>("_ZN7QThread5startENS_8PriorityE");
    connect(
        this, &QThread::finished, this, [this] { __tsan_release(this); }, Qt::DirectConnection);
    startInQt(this, priority);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static const auto waitInQt =
        inQt<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = waitInQt(this, deadline);
    if (ended)
        __tsan_acquire(this);
    return ended;
}

/// Work for a pool, and who waits until it is done.
void QThreadPool::start(std::function<void()> work, int priority)
{
    start(new OrderedWork(std::move(work), this), priority);
}

bool QThreadPool::waitForDone(int msecs)
{
    static const auto waitInQt = inQt<bool(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = waitInQt(this, msecs);
    if (done)
        __tsan_acquire(this);
    return done;
}

/// The slow ways of a mutex, when two threads meet at it.
void QBasicMutex::lockInternal() noexcept
{
    static const auto lockInQt = inQt<void(QBasicMutex *)>("_ZN11QBasicMutex12lockInternalEv");
    lockInQt(this);
    __tsan_acquire(this);
}

void QBasicMutex::unlockInternal() noexcept
{
    static const auto unlockInQt = inQt<void(QBasicMutex *)>("_ZN11QBasicMutex14unlockInternalEv");
    __tsan_release(this);
    unlockInQt(this);
}

void QReadWriteLock::lockForRead()
{
    static const auto lockInQt = inQt<void(QReadWriteLock *)>("_ZN14QReadWriteLock11lockForReadEv");
    lockInQt(this);
    __tsan_acquire(this);
}

void QReadWriteLock::lockForWrite()
{
    static const auto lockInQt =
        inQt<void(QReadWriteLock *)>("_ZN14QReadWriteLock12lockForWriteEv");
    lockInQt(this);
    __tsan_acquire(this);
}

void QReadWriteLock::unlock()
{
    static const auto unlockInQt = inQt<void(QReadWriteLock *)>("_ZN14QReadWriteLock6unlockEv");
    __tsan_release(this);
    unlockInQt(this);
}

/// Whoever lets go of a future's state last deletes its results, after all others.
bool QFutureInterfaceBase::derefT() const noexcept
{
    static const auto derefInQt =
        inQt<bool(const QFutureInterfaceBase *)>("_ZNK20QFutureInterfaceBase6derefTEv");
    QMutex &state = mutex(); // there is one a state
    __tsan_release(&state);
    const bool isLeft = derefInQt(this);
    __tsan_acquire(&state);
    return isLeft;
}
